// A fund's books without signing in: what it has, where that came from, its charter, its committee, what it decided.
import { expect, expectAccessible, test } from "../support/test.ts";
import { fitsEverywhere, open } from "../open/support.ts";
import { as, post } from "../rounds/support.ts";
import { fund, gift, resolution } from "./support.ts";

test("every number of a fund opens the postings that make it", async ({ page, request }) => {
  const of = await fund(request);
  await gift(request, of, "热心邻居", 123_450);
  const back = await gift(request, of, "记错的人", 1_000);
  await post(request, await as(request, "treasurer"), `/income/${back}/reversal`, { reason: "记错了" });
  await open(page, "/open");
  await page.getByRole("main").getByRole("link", { name: "公益基金", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "公益基金" })).toBeVisible();
  const card = page.getByRole("article").filter({ hasText: of.name });
  await expect(card).toContainText("¥1,234.50");
  await expectAccessible(page);
  await card.getByRole("link", { name: of.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: of.name })).toBeVisible();
  await expect(page.locator(".wallet__balance")).toContainText("¥1,234.50");
  const sources = page.getByRole("region", { name: "钱从哪里来" });
  await sources.getByRole("link", { name: "¥1,234.50" }).click();
  await expect(page).toHaveURL(/part=income&source=donation/);
  const lines = page.locator(".lines > li");
  await expect(lines).toHaveCount(3);
  await expect(lines.filter({ hasText: "热心邻居" })).toContainText("+¥1,234.50");
  await expect(lines.filter({ hasText: "冲销收入" })).toContainText("−¥10.00");
  await expect(lines.filter({ hasText: "已冲销" })).toHaveCount(1);
  await lines.first().getByText("凭据").click();
  await expect(lines.first()).toContainText("日志编号");
  await expectAccessible(page);
  // The filters are in the address, and come back with it.
  await page.getByLabel("用途").selectOption({ label: "助学" });
  await expect(page).toHaveURL(/purpose=education/);
  await expect(page.getByText("没有符合的记录")).toBeVisible();
  await page.getByLabel("用途").selectOption({ label: "不限用途" });
  await expect(lines).toHaveCount(3);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 CSV" }).click();
  expect((await saving).suggestedFilename()).toBe(`fund-${of.id}.csv`);
});

test("goods stand apart from the money, and a donor who wants no name has none", async ({ page, request }) => {
  const of = await fund(request);
  await gift(request, of, "送米的人", 80_000, { form: "in_kind", channel: "counter", purpose: "education" });
  const donor = await post<{ id: string }>(request, await as(request, "treasurer"), `/funds/${of.id}/donors`, {
    name: "不愿留名的人",
  });
  await gift(request, of, "另一位", 5_000, { source: { kind: "donation", donor_id: donor.id, named: false } });
  await open(page, `/open/funds/${of.id}`);
  await expect(page.locator(".wallet__balance")).toContainText("¥50.00");
  await expect(page.getByRole("region", { name: "捐赠的物资" })).toContainText("¥800.00");
  await open(page, `/open/funds/${of.id}/postings?part=income`);
  await expect(page.locator(".lines")).toContainText("捐赠人：不公开姓名");
  await expect(page.getByText("不愿留名的人")).toHaveCount(0);
});

test("the charter is read with what proves its text, and a vote is told once it is over", async ({ page, request }) => {
  const of = await fund(request);
  const id = await resolution(request, of, "慰问高龄老人");
  await open(page, `/open/funds/${of.id}`);
  await expect(page.getByRole("region", { name: "管理委员会" }).getByText("在任")).toHaveCount(3);
  await page.getByRole("link", { name: /公益基金章程/ }).click();
  await expect(page.getByText("正文与指纹相符")).toBeVisible();
  await expect(page.getByText("一次用款超过 ¥1,000.00，要先经委员会表决。")).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole("link", { name: /慰问高龄老人/ }).click();
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByText("正在表决").first()).toBeVisible();
  await expect(page.getByText("没有投票")).toHaveCount(3);
  await expectAccessible(page);
});

test("the pages of a fund fit a telephone, large text and a desk", async ({ page, request }) => {
  test.slow();
  const of = await fund(request);
  await gift(request, of, "热心邻居", 123_450);
  const id = await resolution(request, of, "慰问高龄老人");
  await page.goto("/open");
  const root = `/open/funds/${of.id}`;
  for (const address of [
    "/open/funds",
    root,
    `${root}/postings?part=income`,
    `${root}/charters/${of.charter_id}`,
    `${root}/resolutions/${id}`,
  ]) {
    await fitsEverywhere(page, address);
  }
});

test("what there is not is said, and a failure has another try", async ({ page, request }) => {
  await page.goto("/open/funds/019b8f2e-0000-7000-8000-000000000001");
  await expect(page.getByText("地址可能不对")).toBeVisible();
  await fund(request);
  let broken = true;
  await page.route("**/api/v1/funds?*", (route) => (broken ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  await page.route("**/api/v1/funds", (route) => (broken ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  await page.goto("/open/funds");
  await expect(page.getByRole("alert")).toBeVisible({ timeout: 20_000 });
  broken = false;
  await page.getByRole("button", { name: "再试一次" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("article").first()).toBeVisible();
});
