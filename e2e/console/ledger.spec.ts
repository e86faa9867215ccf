// The ledger at the desk: from a programme's figure down to one posting and its proof, freezing, and whole books as files.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { approved, running } from "./points.ts";
import { office } from "./support.ts";

test.use(desk);

test("every page of the ledger breaks no rule of accessibility, in large text on a telephone too", async ({
  page,
  request,
}) => {
  const programme = await running(request);
  await approved(request, programme);
  await office(page, "auditor", "/console/ledger");
  const still = async (): Promise<void> => {
    await expect(page.getByRole("status").filter({ hasText: "正在加载" })).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "大字" }).click();
    await expectAccessible(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "大字" }).click();
    await page.setViewportSize(desk.viewport);
  };
  await expect(page.getByRole("table")).toBeVisible();
  await still();
  await page.goto(`/console/ledger?book=${programme.id}&kind=wallet`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "余额为什么是这么多" })).toBeVisible();
  await still();
  await page.locator("section[aria-labelledby=statement-head]").getByRole("link", { name: "得到积分" }).first().click();
  await expect(page.getByRole("heading", { name: "从哪里到哪里" })).toBeVisible();
  await still();
});

test("a figure of a programme opens down to one posting, which the journal proves", async ({ page, request }) => {
  const programme = await running(request);
  await approved(request, programme);
  await approved(request, programme);
  await office(page, "auditor", `/console/points/programmes/${programme.id}`);
  await page.getByRole("main").locator(".stats").getByRole("link", { name: /在居民账户里/ }).click();
  await expect(page).toHaveURL(/kind=wallet/);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.locator(".stats").getByText("10 分").first()).toBeVisible();

  const why = page.locator("section[aria-labelledby=parts-head]");
  await why.getByRole("link", { name: "得到积分" }).click();
  await expect(page).toHaveURL(/posted=points.claim/);
  const statement = page.locator("section[aria-labelledby=statement-head]");
  await expect(statement.getByRole("table").locator("tbody tr")).toHaveCount(2);
  await expect(statement.getByText("只显示“得到积分”。")).toBeVisible();

  const checked = page.getByRole("dialog").getByText(/对得上/);
  await expect(async () => {
    await statement.getByRole("button", { name: "核对 2" }).click();
    await expect(checked).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).click();

  await statement.getByRole("link", { name: "得到积分" }).first().click();
  await expect(page.getByRole("heading", { name: "转出" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: /^申报/ }).click();
  await expect(page.getByText("打扫院子").first()).toBeVisible();
});

test("the balance of another moment is shown", async ({ page, request }) => {
  const programme = await running(request);
  await approved(request, programme);
  await office(page, "treasurer", "/console/ledger");
  await page.goto(`/console/ledger?book=${programme.id}&kind=budget`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("button", { name: "查余额" }).click();
  await expect(page.getByText("请选择日期和时间")).toBeVisible();
  await page.getByLabel("日期和时间").fill("2020-01-01T08:00:00");
  await page.getByRole("button", { name: "查余额" }).click();
  await expect(page.getByText(/的余额是 0 分/)).toBeVisible();
});

test("an account is frozen with a reason, and takes part again", async ({ page, request }) => {
  const programme = await running(request);
  await approved(request, programme);
  await office(page, "auditor", "/console/ledger");
  await page.goto(`/console/ledger?book=${programme.id}&kind=wallet`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("button", { name: "冻结" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "冻结" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("理由").fill("核对兑换记录");
  await dialog.getByRole("button", { name: "冻结" }).click();
  await expect(page.getByText("已冻结").first()).toBeVisible();
  await page.getByRole("button", { name: "解冻" }).click();
  await page.getByRole("dialog").getByLabel("理由").fill("核对无误");
  await page.getByRole("dialog").getByRole("button", { name: "解冻" }).click();
  await expect(page.getByText("正常").first()).toBeVisible();
  // What is not empty is not closed.
  const acts = page.getByRole("group", { name: "可以做的事" });
  await expect(acts.getByRole("button", { name: "关闭", exact: true })).toHaveCount(0);
});

test("a book is taken out as beancount, as CSV, and with what describes that", async ({ page, request }) => {
  const programme = await running(request);
  await office(page, "treasurer", "/console/ledger");
  await page.locator("#filter-book").selectOption({ label: programme.name });
  const files = [
    ["导出 beancount", ".beancount"],
    ["导出 CSV", ".csv"],
    ["导出 CSV 的说明（Data Package）", ".datapackage.json"],
  ] as const;
  for (const [button, ending] of files) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: button, exact: true }).click();
    expect((await download).suggestedFilename()).toContain(ending);
  }
});
