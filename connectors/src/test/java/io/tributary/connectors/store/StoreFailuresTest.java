package io.tributary.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

class StoreFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "503,SlowDown,THROTTLED",
    "429,'',THROTTLED",
    "503,'',UNAVAILABLE",
    "500,InternalError,UNAVAILABLE",
    "200,InternalError,UNAVAILABLE",
    "400,RequestTimeout,UNAVAILABLE",
    "400,ExpiredToken,EXPIRED",
    "400,'',EXPIRED",
    "403,InvalidAccessKeyId,EXPIRED",
    "403,AccessDenied,DENIED",
    "403,'',DENIED",
    "403,RequestTimeTooSkewed,UNAVAILABLE",
    "404,NoSuchUpload,NOT_FOUND",
    "404,'',NOT_FOUND",
    "409,ConditionalRequestConflict,CONFLICT",
    "409,'',CONFLICT",
    "412,PreconditionFailed,EXISTS",
    "412,'',EXISTS",
    "400,InvalidPart,PARTS_LOST",
    "400,InvalidArgument,BAD_REQUEST",
    "501,NotImplemented,UNSUPPORTED",
    "405,'',UNSUPPORTED"
  })
  void codeDecidesElseStatus(int status, String code, StoreFailure expected) {
    assertThat(StoreFailures.classify(status, code)).isEqualTo(expected);
  }

  @Test
  void aLostConnectionIsToldWithoutItsUrl() {
    SdkClientException thrown =
        SdkClientException.create(
            "http://host/key?X-Amz-Signature=abc", new IOException("http://host/?token=secret"));

    StoreException failure = StoreFailures.of("head of key", thrown);

    assertThat(failure)
        .hasMessage("UNAVAILABLE: head of key got no answer: SdkClientException < IOException")
        .hasNoCause();
    assertThat(failure.failure().isTransient()).isTrue();
  }

  @Test
  void anInterruptedCallIsNoOutage() {
    assertThat(StoreFailures.of("head", AbortedException.create("stop")).failure())
        .isEqualTo(StoreFailure.INTERRUPTED);
  }
}
