package io.tributary.local.s3;

import io.tributary.local.s3.sts.StsFront;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Sends {@code POST /} to STS, which S3 does not know, and everything else through the gate. */
final class S3Servlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient StsFront sts;
  private final transient RequestGate gate;
  private final transient S3Front s3;

  S3Servlet(StsFront sts, RequestGate gate, S3Front s3) {
    this.sts = sts;
    this.gate = gate;
    this.s3 = s3;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("POST") && request.getRequestURI().equals("/")) {
      sts.handle(request, response);
      return;
    }
    try {
      gate.check(request);
    } catch (AwsServiceException refusal) {
      s3.refuse(request, response, refusal);
      return;
    }
    s3.handle(request, response);
  }
}
