/*
 * What these files promise holds with graphql-js alone as it does with compiled plans. The settings are read when a
 * gateway starts, long after this line. Files with snapshots, and those that start gateways of their own, look at both.
 */
import "../http/audits.test";
import "../http/authentication.test";
import "../http/server.test";
import "./answer-size.test";
import "./hostile-documents.test";

process.env["ZHIBO_FAST_PATH"] = "off";
