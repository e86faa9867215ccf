import { expect, expectAccessible, test } from "../support/test.ts";
import { registered, signIn, tokenOf, totp } from "./support.ts";

test("a second factor is set up, asked for at the next sign-in, and replaced by a recovery code", async ({ page, request }) => {
  const account = await registered(request);
  await page.goto("/sign-in?next=/account/second-factor");
  await signIn(page, account);
  await expectAccessible(page);
  await page.getByRole("button", { name: "开始设置" }).click();
  await expect(page.getByRole("img", { name: "验证器的二维码" })).toBeVisible();
  const secret = (await page.locator(".copyable code").textContent()) ?? "";
  await expectAccessible(page);
  await page.getByLabel("应用里显示的六位数字").fill("000000");
  await page.getByRole("button", { name: "开启" }).click();
  await expect(page.getByRole("alert")).toContainText("验证码不对");
  await page.getByLabel("应用里显示的六位数字").fill(totp(secret));
  await page.getByRole("button", { name: "开启" }).click();
  await expect(page.getByRole("heading", { name: "备用码" })).toBeVisible();
  const codes = await page.locator(".codes code").allTextContents();
  expect(codes.length).toBeGreaterThanOrEqual(8);
  await expectAccessible(page);
  await page.getByRole("button", { name: "我已经保存好了" }).click();
  await expect(page.getByText(`还有 ${codes.length} 个备用码可用`)).toBeVisible();

  // Out and in again: the app's next code.
  await page.goto("/mine");
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("link", { name: "登录", exact: true }).click();
  await signIn(page, account);
  const code = page.getByRole("textbox", { name: "验证码" });
  await expect(code).toBeFocused();
  await expectAccessible(page);
  // A code works once: the one after it is still within the server's tolerance.
  await code.fill(totp(secret, 1));
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByRole("button", { name: "退出登录" })).toBeVisible();

  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("link", { name: "登录", exact: true }).click();
  await signIn(page, account);
  await code.fill(codes[0] ?? "");
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByRole("button", { name: "退出登录" })).toBeVisible();
});

test("another device is signed out, and then all others", async ({ page, request }) => {
  const account = await registered(request);
  const phone = await tokenOf(request, account);
  await tokenOf(request, account);
  await page.goto("/sign-in?next=/account/sessions");
  await signIn(page, account);
  const devices = page.getByRole("article");
  await expect(devices).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole("button", { name: "结束它的登录" }).last().click();
  await expect(devices).toHaveCount(2);
  expect((await request.get("/api/v1/me", { headers: phone })).status()).toBe(401);
  await page.getByRole("button", { name: "退出其他所有设备" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "退出其他所有设备" }).click();
  await expect(devices).toHaveCount(1);
  await expect(devices).toContainText("这台设备");
});

test("the language is switched and kept", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("登录");
  await page.getByLabel("语言 Language").selectOption("en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await page.getByLabel("语言 Language").selectOption("zh-Hant");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("登入");
});

test("every way to sign in is accessible", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-in/sms", "/forgotten"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test("every page about oneself is accessible", async ({ page, request }) => {
  const account = await registered(request);
  await page.goto("/sign-in?next=/mine");
  await signIn(page, account);
  await expect(page.getByText(account.login)).toBeVisible();
  await expectAccessible(page);
  for (const name of ["称呼和语言", "手机号", "密码", "我的数据和注销"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.locator("main form").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "账号" }).click();
  }
});

test("an account is closed by its owner, and is closed then", async ({ page, request }) => {
  const account = await registered(request);
  await page.goto("/sign-in?next=/account/data");
  await signIn(page, account);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载我的数据" }).click();
  expect((await file).suggestedFilename()).toBe("gongzhi-my-data.json");
  await page.locator("input[name=password]").fill(account.password);
  await page.getByRole("button", { name: "注销账号" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "注销账号" }).click();
  await expect(page.getByText("账号已注销")).toBeVisible();
  const again = await request.post("/api/v1/sessions", { data: { login: account.login, password: account.password } });
  expect(again.status()).toBe(401);
});
