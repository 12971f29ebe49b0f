import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    globalSetup: "./db/test-server.ts",
    exclude: [...configDefaults.exclude, "e2e/**", ".next/**", ".data/**"],
    env: { NODE_ENV: "test", TZ: "UTC" },
    // Tests that start Postgres or the whole application as processes.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
