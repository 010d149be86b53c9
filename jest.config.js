/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  // jose comes as ES modules alone, which Jest cannot load on Node 20.
  transform: { "^.+\\.ts$": "@swc/jest", "/node_modules/jose/.+\\.js$": "@swc/jest" },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  // Sources name compiled files where they load one another lazily.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  reporters: ["default", "<rootDir>/test/support/summary-reporter.js"],
  // On two cores the default would be one.
  maxWorkers: "100%",
  // Ends what hangs. A machine that is busy with something else may stand still for many seconds.
  testTimeout: 60_000,
};
