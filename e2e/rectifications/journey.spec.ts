// From a mark that lost points to somebody's word that it was mended: the town demands, the village mends, an inspector
// looks again, twice.
import { type Browser, type Page } from "@playwright/test";
import { office } from "../console/support.ts";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
import { routine } from "../scoring/support.ts";
import { desk, expect, expectAccessible, opened, test } from "../support/test.ts";

const LIST = "/console/inspections/rectifications";
/** The village whose office has a login. */
const VILLAGE_LOGIN = "village";

/** Another desk. */
async function deskOf(browser: Browser, baseURL: string, login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, ...desk });
  const page = await context.newPage();
  await office(page, login, path);
  return page;
}

/** A small photograph. */
async function photograph(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 240];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("there is no canvas");
    context.fillStyle = "#383";
    context.fillRect(40, 40, 200, 120);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    if (blob === null) throw new Error("there is no picture");
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: "mended.jpg", mimeType: "image/jpeg", buffer: Buffer.from(bytes) };
}

/** The village closes the ticket that its page shows. */
async function close(village: Page): Promise<void> {
  const actions = village.getByRole("group", { name: "可以做的" }).or(village.getByRole("main"));
  await actions.getByRole("button", { name: "办结", exact: true }).first().click();
  await village.locator("input[type=file]").first().setInputFiles(await photograph(village));
  await village.getByLabel("做了什么").fill("已经清理干净");
  await village.locator("form").getByRole("button", { name: "办结", exact: true }).click();
  await expect(village.getByText("待确认").first()).toBeVisible();
}

test.use(desk);
test.setTimeout(120_000);

test("a failed item is demanded, mended, looked at, mended again and done", async ({ page, browser, baseURL }) => {
  // What the village's office speaks for, and the latest round whose scoring has ended.
  const village = await deskOf(browser, baseURL ?? "", VILLAGE_LOGIN, LIST);
  const name = (await village.getByRole("table").locator("tbody th").first().innerText()).split(" · ")[0] ?? "";
  const { id: round } = await routine(page.request, "objections");

  await office(page, "official", `/console/inspections/rounds/${round}/rectify`);
  const box = page.getByRole("checkbox", { name: new RegExp(`^选择${name} · `) }).first();
  const item = ((await box.getAttribute("aria-label")) ?? "").replace(`选择${name} · `, "");
  await expectAccessible(page);
  await page.getByRole("button", { name: "要求整改 0 项" }).click();
  await expect(page.getByText("请先选要整改的项目")).toBeVisible();
  await box.check();
  await page.getByLabel("给村里的话").fill("请先清主路");
  await page.getByRole("button", { name: "要求整改 1 项" }).click();
  const question = page.getByRole("dialog");
  await expect(question.getByText("1 个村会收到工单")).toBeVisible();
  await question.getByRole("button", { name: "要求整改", exact: true }).click();
  await expect(page.getByText("已要求整改 1 项。")).toBeVisible();

  // The newest comes first.
  await village.goto(`${LIST}?state=demanded`);
  const row = village.getByRole("row").filter({ hasText: item }).first();
  await row.getByRole("link", { name: "看工单" }).click();
  await expect(village.getByText("请先清主路")).toBeVisible();
  await village.getByRole("button", { name: "我来办" }).click();
  await expect(village.getByText("办理中").first()).toBeVisible();
  await close(village);

  // An inspector's telephone.
  const context = await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 390, height: 844 }, hasTouch: true });
  const inspector = await context.newPage();
  await inspector.goto("/sign-in?next=/work/look-backs");
  await opened(inspector);
  await signIn(inspector, { login: "inspector", password: DEMO_PASSWORD });
  const card = inspector.getByRole("article").filter({ hasText: `${name} · ${item}` }).filter({ hasText: "已经清理干净" });
  await expect(card.getByRole("img", { name: "照片" })).toBeVisible();
  await expectAccessible(inspector);
  await card.getByRole("button", { name: "记录回头看" }).click();
  const dialog = inspector.getByRole("dialog");
  await dialog.getByRole("button", { name: "记录回头看" }).click();
  await expect(dialog.getByText("请先选改好了没有")).toBeVisible();
  await dialog.getByText("没有改好", { exact: true }).click();
  await dialog.getByRole("button", { name: "记录回头看" }).click();
  // The server asks for words; what was chosen is still there.
  await expect(dialog.getByRole("alert")).toContainText("请填写");
  await dialog.getByLabel("看到了什么").fill("墙根还有一堆");
  await expectAccessible(inspector);
  await dialog.getByRole("button", { name: "记录回头看" }).click();
  await expect(inspector.getByText("已记下：退回重新整改。")).toBeVisible();
  await expect(card).toHaveCount(0);

  // The same ticket, open again, with what was said.
  await expect(village.getByText("回头看没有通过")).toBeVisible();
  await expect(village.getByText("墙根还有一堆")).toBeVisible();
  await close(village);

  await inspector.reload();
  await expect(card).toHaveCount(1);
  await card.getByRole("button", { name: "记录回头看" }).click();
  await dialog.getByText("改好了", { exact: true }).click();
  await dialog.getByRole("button", { name: "记录回头看" }).click();
  await expect(inspector.getByText("已记下：整改完成。")).toBeVisible();

  // Both look-backs stay.
  await page.goto(`${LIST}?state=done`);
  const done = page.getByRole("row").filter({ hasText: `${name} · ${item}` }).first();
  await expect(done.getByText("回头看 2 次")).toBeVisible();
  await done.getByRole("button", { name: "详情" }).click();
  await expect(page.getByRole("dialog").getByText("墙根还有一堆")).toBeVisible();
  await expect(page.getByRole("dialog").getByText("通过", { exact: true })).toBeVisible();
  await expectAccessible(page);
});
