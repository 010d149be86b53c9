/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": "@swc/jest" },
  // Sources name compiled files where they load one another lazily.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  reporters: ["default", "<rootDir>/test/support/summary-reporter.js"],
  // On two cores the default would be one.
  maxWorkers: "100%",
  testTimeout: 20_000,
};
