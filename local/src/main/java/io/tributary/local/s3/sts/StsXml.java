package io.tributary.local.s3.sts;

import io.tributary.local.s3.AccessKey;
import java.time.format.DateTimeFormatter;

/** The documents with which STS answers. */
final class StsXml {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private StsXml() {}

  static String answer(AssumeRole request, AccessKey key, String requestId) {
    String arn =
        request.roleArn().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
            + "/"
            + request.sessionName();
    return "<AssumeRoleResponse xmlns=\""
        + NAMESPACE
        + "\"><AssumeRoleResult><AssumedRoleUser>"
        + element("Arn", arn)
        + element("AssumedRoleId", key.id() + ":" + request.sessionName())
        + "</AssumedRoleUser><Credentials>"
        + element("AccessKeyId", key.id())
        + element("SecretAccessKey", key.secret())
        + element("SessionToken", key.sessionToken().orElseThrow())
        + element("Expiration", DateTimeFormatter.ISO_INSTANT.format(key.expiration()))
        + "</Credentials></AssumeRoleResult><ResponseMetadata>"
        + element("RequestId", requestId)
        + "</ResponseMetadata></AssumeRoleResponse>";
  }

  static String error(StsException refusal, String requestId) {
    return "<ErrorResponse xmlns=\""
        + NAMESPACE
        + "\"><Error><Type>Sender</Type>"
        + element("Code", refusal.code())
        + element("Message", refusal.getMessage())
        + "</Error>"
        + element("RequestId", requestId)
        + "</ErrorResponse>";
  }

  private static String element(String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<" + name + ">" + escaped + "</" + name + ">";
  }
}
