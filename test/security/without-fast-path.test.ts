/*
 * What these files promise holds with graphql-js alone as it does with compiled plans. The settings are read when a
 * gateway starts, long after this line.
 */
import "../http/authentication.test";
import "./hostile-documents.test";

process.env["ZHIBO_FAST_PATH"] = "off";
