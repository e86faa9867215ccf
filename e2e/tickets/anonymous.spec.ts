// Reporting anonymously: the resident is told what it means, whoever works on it sees that and no more; and what is done by a
// word is closed with words.
import { type Page } from "@playwright/test";
import { office } from "../console/support.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { signedIn } from "./support.ts";

const next = (page: Page) => page.getByRole("main").getByRole("button", { name: "下一步" }).click();

/** Reports a matter of a kind; the page of the ticket is open then. */
async function report(page: Page, kind: string, text: string, anonymously: boolean): Promise<string> {
  await page.getByRole("main").getByRole("button", { name: "没有照片，继续" }).click();
  await next(page);
  await page.getByText(kind, { exact: true }).click();
  await page.getByLabel("说说情况").fill(text);
  const box = page.getByRole("checkbox", { name: "匿名上报" });
  if (anonymously) {
    await box.check();
    await expect(page.getByText(/查不到是谁报的/)).toBeVisible();
    await expectAccessible(page);
    // What was chosen is still there for who comes back.
    await next(page);
    await expect(page.getByRole("button", { name: "提交" })).toBeVisible();
    await page.goBack();
    await expect(box).toBeChecked();
  } else {
    await expect(box).toHaveCount(0);
  }
  await next(page);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
  return new URL(page.url()).pathname;
}

test("nobody who works on it can look up who reported it", async ({ page, browser, baseURL }) => {
  await signedIn(page, "resident", "/report");
  const path = await report(page, "污染", `夜里偷排污水（${Date.now()}）`, true);
  await expect(page.getByText("匿名", { exact: true })).toBeVisible();
  await expectAccessible(page);

  const desk = await (await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 1366, height: 768 } })).newPage();
  await office(desk, "worker", `/console${path}`);
  await expect(desk.getByText("匿名", { exact: true })).toBeVisible();
  await expect(desk.getByRole("button", { name: "查看联系方式" })).toHaveCount(0);
  await expectAccessible(desk);
});

test("what is done by a word is closed with words", async ({ page, browser, baseURL }) => {
  await signedIn(page, "resident", "/report");
  const path = await report(page, "便民服务", `长护险怎么办（${Date.now()}）`, false);
  const worker = await (await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 390, height: 844 } })).newPage();
  await signedIn(worker, "worker", path);
  await worker.getByRole("button", { name: "我来办" }).click();
  const close = worker.getByRole("button", { name: "办结" });
  await close.click();
  await expect(worker.getByRole("alert").first()).toBeVisible();
  await worker.getByLabel("做了什么").fill("已电话说明材料，下周一来办。");
  await expectAccessible(worker);
  await close.click();
  await expect(worker.getByText("已电话说明材料，下周一来办。")).toBeVisible();
});
