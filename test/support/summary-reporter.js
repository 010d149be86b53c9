const { writeFileSync } = require("node:fs");

/** Ends a run with one line over all suites: `N passed, N failed`. A suite that could not run counts as failed. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
    const line = `${numPassedTests} passed, ${failed} failed`;
    console.log(`\n${line}${skipped}`);
    if (process.env.ZHIBO_TEST_SUMMARY) writeFileSync(process.env.ZHIBO_TEST_SUMMARY, `${line}\n`);
  }
};
