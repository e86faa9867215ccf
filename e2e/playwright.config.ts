// `cargo xtask test e2e` starts a server with demo data and sets these variables. To look at one
// spec by hand, start `cargo xtask run` and type
//   GONGZHI_URL=http://127.0.0.1:8080 npx playwright test smoke --headed
import { defineConfig } from "@playwright/test";

const url = process.env.GONGZHI_URL;
if (url === undefined) {
  throw new Error("GONGZHI_URL is not set: run `cargo xtask test e2e`");
}
const output = process.env.GONGZHI_E2E_OUTPUT ?? ".";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: `${output}/test-results`,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // A test that passes at the second try is a fault of the app or of the test.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? "list" : [["list"], ["json"]],
  use: {
    baseURL: url,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // What was done, asked and answered. With pictures and the page at every step the tests would take twice as long; to look closer
    // at one that fails, run it with `--trace on`.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
    screenshot: "only-on-failure",
    // A resident's telephone; specs of the console ask for a desk with `test.use(desk)`.
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    launchOptions: {
      ...(process.env.GONGZHI_CHROMIUM && { executablePath: process.env.GONGZHI_CHROMIUM }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
