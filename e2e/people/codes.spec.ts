// Codes: by SMS, as an operator without a provider sees them on the console, to confirm a number and to sign in; from
// the counter, to set a new password.
import { Server } from "../support/server.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { DEMO_PASSWORD, registered, signIn, somebody, tokenOf } from "./support.ts";

const PHONE = "13900001234";
/** A number gets one message a minute. */
const BETWEEN_CODES_MS = 61_000;

let server: Server;
test.beforeAll(async () => {
  // A year of demo data is written first.
  test.setTimeout(180_000);
  server = await Server.demo();
});
test.afterAll(() => server.remove());

/** The code that the server shows next, after `act`. */
async function codeAfter(act: () => Promise<void>): Promise<string> {
  const before = server.said.length;
  await act();
  const shown = () => /\b\d{6}\b/.exec(server.said.slice(before))?.[0] ?? "";
  await expect.poll(shown, { message: "a code on the console" }).not.toBe("");
  return shown();
}

test("a number is confirmed, and signs in a minute later", async ({ page, playwright }) => {
  test.setTimeout(BETWEEN_CODES_MS + 60_000);
  const request = await playwright.request.newContext({ baseURL: server.url });
  const account = await registered(request);
  await page.goto(`${server.url}/sign-in?next=/account/phone`);
  await signIn(page, account);

  await page.getByLabel("新的手机号").fill(PHONE);
  await page.getByRole("main").getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("还没有验证")).toBeVisible();
  await page.locator("input[name=password]").fill(account.password);
  const proof = await codeAfter(() => page.getByRole("button", { name: "获取验证码" }).click());
  const next = Date.now() + BETWEEN_CODES_MS;
  await page.getByLabel("六位验证码").fill(proof);
  await page.getByRole("button", { name: "验证", exact: true }).click();
  await expect(page.getByText("已验证", { exact: true })).toBeVisible();
  await expectAccessible(page);

  // Asked again at once it says so, and keeps the number.
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in/sms`);
  await page.getByLabel("手机号").fill(PHONE);
  const ask = () => page.getByRole("button", { name: "获取验证码" }).click();
  await ask();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByLabel("手机号")).toHaveValue(PHONE);
  await page.waitForTimeout(Math.max(0, next - Date.now()));

  const entry = await codeAfter(ask);
  await page.getByLabel("六位验证码").fill(entry === "000000" ? "000001" : "000000");
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel("六位验证码").fill(entry);
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(`${server.url}/`);
});

test("whoever forgot the password sets a new one with a code from the counter", async ({ page, playwright }) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  const account = await registered(request);
  const headers = await tokenOf(request, { login: "admin", password: DEMO_PASSWORD });
  const own = await tokenOf(request, account);
  const { id } = await (await request.get("/api/v1/me", { headers: own })).json();
  const made = await request.post(`/api/v1/users/${id}/password-reset-code`, { headers });
  expect(made.ok(), await made.text()).toBe(true);
  const { code } = await made.json();

  const password = somebody().password;
  await page.goto(`${server.url}/forgotten`);
  await page.getByLabel("登录名或手机号").fill(account.login);
  await page.getByLabel("重置码或短信验证码").fill("K7QF-2M9X-TB4C");
  await page.locator("input[name=new_password]").fill(password);
  await page.getByRole("button", { name: "设定新密码" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel("重置码或短信验证码").fill(code);
  await expectAccessible(page);
  await page.getByRole("button", { name: "设定新密码" }).click();
  await expect(page).toHaveURL(`${server.url}/sign-in`);
  await signIn(page, { login: account.login, password });
  await expect(page).toHaveURL(`${server.url}/`);
});
