import { describeProvider } from "../../conformance/describe-provider";
import { subjects } from "../../conformance/subjects";

for (const [name, subject] of Object.entries(subjects.QINIU)) describeProvider(name, subject);
