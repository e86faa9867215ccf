// Giving on line, with both providers on this machine: without an account by a code, with a receipt at once; under one's own name;
// sent back by the treasurer; and a provider that does not answer.
import { office } from "../console/support.ts";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
import { Cashier } from "../support/cashier.ts";
import { Server } from "../support/server.ts";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { open } from "../open/support.ts";
import { type Fund, townFund } from "./support.ts";

let cashier: Cashier;
let server: Server;
let of: Fund;

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(180_000);
  cashier = await Cashier.start();
  server = await Server.demo(...cashier.settings);
  of = await townFund(await playwright.request.newContext({ baseURL: server.url }));
});
test.afterAll(async () => {
  cashier.stop();
  await server.remove();
});

/** The payment whose page is open. */
const paymentOf = (address: string): string => /\/pay\/([0-9a-f-]{36})/.exec(address)?.[1] ?? "";

test("somebody without an account gives by a code, and saves the receipt as soon as it is paid", async ({ page }) => {
  await open(page, `${server.url}/open/funds/${of.id}`);
  await page.getByRole("link", { name: "网上捐赠" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `捐给“${of.name}”` })).toBeVisible();
  await page.getByRole("button", { name: "去付款" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel("捐多少").fill("88.80");
  await page.getByRole("radio", { name: "支付宝" }).check();
  await page.getByLabel("您的姓名或称呼").fill("路过的人");
  await page.getByRole("radio", { name: /^公布姓名/ }).check();
  await page.getByLabel("留言").fill("一点心意");
  await expectAccessible(page);
  await page.getByRole("button", { name: "去付款" }).click();
  await expect(page.getByRole("img", { name: "付款二维码" })).toBeVisible();
  await expect(page.getByText("待付款")).toBeVisible();
  await expect(page.getByText("¥88.80")).toBeVisible();
  await expectAccessible(page);

  const address = page.url();
  await cashier.pay(paymentOf(address), "alipay", server.url);
  await expect(page.getByText("已经收到，谢谢您！收据可以现在保存。")).toBeVisible();
  await expect(page.getByRole("img", { name: "付款二维码" })).toHaveCount(0);
  await expectAccessible(page);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: /收据/ }).click();
  expect((await saving).suggestedFilename()).toMatch(/^receipt-\d+\.pdf$/);

  // Who has not the whole address sees nothing of it; who kept it does.
  await page.goto("about:blank");
  await page.goto(address.replace(/#.*/, ""));
  await expect(page.getByText("找不到这笔支付")).toBeVisible();
  await page.goto("about:blank");
  await open(page, address);
  await expect(page.getByText("已付款", { exact: true })).toBeVisible();
  await open(page, `${server.url}/open/funds/${of.id}`);
  await expect(page.locator(".wallet__balance")).toContainText("¥88.80");
});

test("a resident gives under their own name without writing it", async ({ page }) => {
  await page.goto(`${server.url}/sign-in?next=/open/funds/${of.id}/pay`);
  await signIn(page, { login: "resident", password: DEMO_PASSWORD });
  await page.getByLabel("捐多少").fill("5");
  await expect(page.getByLabel("您的姓名或称呼")).toHaveCount(0);
  await page.getByRole("radio", { name: "微信支付" }).check();
  await page.getByRole("radio", { name: /^不公布姓名/ }).check();
  await page.getByRole("button", { name: "去付款" }).click();
  await expect(page.getByRole("img", { name: "付款二维码" })).toBeVisible();
  await cashier.pay(paymentOf(page.url()), "wechat", server.url);
  await expect(page.getByText("已经收到，谢谢您！收据可以现在保存。")).toBeVisible();
});

test.describe("at the desk", () => {
  test.use({ ...desk, baseURL: undefined });

  test("a treasurer sends a payment back, and a provider that does not answer loses nothing", async ({ browser, playwright }) => {
    const request = await playwright.request.newContext({ baseURL: server.url });
    const begun = await request.post(`/api/v1/funds/${of.id}/payments`, {
      headers: { "idempotency-key": `e2e-${Date.now()}-0123456789` },
      data: { channel: "wechat", amount_fen: 1200, donor_name: "另一个路过的人", named: false, message: "" },
    });
    expect(begun.ok(), await begun.text()).toBe(true);
    const { id } = (await begun.json()) as { id: string };
    await cashier.pay(id, "wechat", server.url);

    const page = await (await browser.newContext({ ...desk, baseURL: server.url, locale: "zh-CN" })).newPage();
    await office(page, "treasurer", `/console/funds/${of.id}`);
    await page.getByRole("link", { name: "网上支付" }).click();
    const row = page.getByRole("row").filter({ hasText: "另一个路过的人" });
    await expect(row).toContainText("已付款");
    await expectAccessible(page);
    await row.getByRole("button", { name: "退款" }).click();
    const asked = page.getByRole("dialog");
    await asked.getByLabel("退款原因").fill("付错了");
    await asked.getByRole("button", { name: "退款" }).click();
    await expect(row).toContainText("已退回");
    await expect(row).toContainText("付错了");
    await expect(row.getByRole("button", { name: "退款" })).toHaveCount(0);
    await page.getByRole("link", { name: "对账差异" }).click();
    await expect(page.getByText("没有差异")).toBeVisible();
    await expectAccessible(page);

    // The provider is gone: what was typed stays, and it says what to do.
    cashier.stop();
    await page.goto(`/open/funds/${of.id}/pay`);
    await page.getByLabel("捐多少").fill("3");
    await page.getByRole("radio", { name: "支付宝" }).check();
    await page.getByRole("radio", { name: /^不公布姓名/ }).check();
    await page.getByRole("button", { name: "去付款" }).click();
    await expect(page.getByRole("alert").first()).toContainText("支付");
    await expect(page.getByLabel("捐多少")).toHaveValue("3");
    await page.context().close();
  });
});
