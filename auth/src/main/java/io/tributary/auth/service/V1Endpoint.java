package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auth.Issued;
import io.tributary.auth.V1CredentialIssuer;
import io.tributary.auth.V1Request;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /auth} and {@code POST /auth-read}, in the form that the prototype's clients speak:
 * {@code credentials}, {@code s3_path}, and {@code error} as a sentence.
 */
final class V1Endpoint implements Endpoint<V1Request> {

  private final String name;
  private final Reader reader;
  private final V1CredentialIssuer issuer;

  /** Reads one kind of request. */
  private interface Reader {
    V1Request read(byte[] body) throws AccessException;
  }

  private V1Endpoint(String name, Reader reader, V1CredentialIssuer issuer) {
    this.name = name;
    this.reader = reader;
    this.issuer = issuer;
  }

  static V1Endpoint upload(V1CredentialIssuer issuer) {
    return new V1Endpoint("v1/auth", V1Request::parseUpload, issuer);
  }

  static V1Endpoint read(V1CredentialIssuer issuer) {
    return new V1Endpoint("v1/auth-read", V1Request::parseRead, issuer);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public V1Request read(byte[] body) throws AccessException {
    return reader.read(body);
  }

  @Override
  public Claim claim(V1Request request) {
    if (request instanceof V1Request.Upload upload) {
      return new Claim("INBOX", upload.signer(), key(upload), List.of(upload.path().key()));
    }
    V1Request.Read read = (V1Request.Read) request;
    return new Claim("READ", read.signer(), key(read), List.of("data/*/" + read.miner() + "/"));
  }

  private static String key(V1Request request) {
    try {
      return HexFormat.of().formatHex(Ss58.publicKey(request.signer()));
    } catch (InvalidAddressException e) {
      throw new IllegalStateException("an address that was read is none", e);
    }
  }

  @Override
  public ObjectNode grant(V1Request request, String requestId) throws AccessException {
    Issued issued = issuer.issue(request, requestId);
    ObjectNode answer = AccessAnswer.issued(issued.credentials(), requestId);
    Optional<String> path = issued.scope().stream().findFirst();
    path.ifPresent(key -> answer.put("s3_path", key));
    return answer;
  }

  @Override
  public ObjectNode refusal(AccessReason reason, String message, String requestId) {
    return AccessAnswer.refusedV1(reason, message, requestId);
  }
}
