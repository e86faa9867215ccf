// What an office can do beside solving a matter: say no and have that decided by somebody else, wait for others, hand over, merge.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { DEMO_PASSWORD, tokenOf } from "../people/support.ts";
import { reported, telephone, wider } from "./support.ts";

test.use(desk);

test("a rejection says why, and somebody else decides on the appeal", async ({ page, request, browser, baseURL }) => {
  const matter = await reported(request, "村外的电线杆歪了");
  await office(page, "official", `/console/tickets/${matter.id}`);
  await page.getByRole("button", { name: "不予受理" }).click();
  const form = page.locator("form");
  await form.getByRole("button", { name: "不予受理" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel("原因").fill("线路归供电公司，请拨打他们的服务热线");
  await expectAccessible(page);
  await form.getByRole("button", { name: "不予受理" }).click();
  await expect(page.getByText("已回复不予受理")).toBeVisible();
  await expect(page.getByText("可以申诉到")).toBeVisible();

  const resident = await telephone(browser, baseURL ?? "", "resident", `/tickets/${matter.id}`);
  await expect(resident.getByText("线路归供电公司，请拨打他们的服务热线")).toBeVisible();
  await resident.getByRole("button", { name: "申诉" }).click();
  await resident.getByLabel("原因").fill("杆子是村里自己立的");
  await expectAccessible(resident);
  expect(await wider(resident), "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  await resident.locator("form").getByRole("button", { name: "申诉" }).click();
  await expect(resident.getByText("申诉中").first()).toBeVisible();

  // Whoever rejected it is not asked.
  await expect(page.getByText("申诉中").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "裁定申诉" })).toHaveCount(0);
  const other = await browser.newContext({ baseURL: baseURL ?? "", ...desk });
  const judge = await other.newPage();
  await office(judge, "admin", `/console/tickets/${matter.id}`);
  await judge.getByRole("button", { name: "裁定申诉" }).click();
  await judge.getByText("申诉成立，受理").click();
  await judge.getByLabel("原因").fill("查过了，杆子是村里立的");
  await expectAccessible(judge);
  await judge.locator("form").getByRole("button", { name: "裁定申诉" }).click();
  await expect(judge.getByText("申诉成立，重新受理")).toBeVisible();
  await expect(resident.getByText("申诉成立，重新受理")).toBeVisible();
  await other.close();
  await resident.context().close();
});

test("a worker waits for others, the clock stands, and work goes on", async ({ request, browser, baseURL }) => {
  const matter = await reported(request, "水管漏水");
  const worker = await telephone(browser, baseURL ?? "", "worker", `/tickets/${matter.id}`);
  await worker.getByRole("button", { name: "我来办" }).click();
  await expect(worker.getByText("办理中").first()).toBeVisible();
  await worker.getByRole("button", { name: "等待他人" }).click();
  const form = worker.locator("form").filter({ hasText: "在等什么？" });
  await form.getByLabel("在等什么？").first().selectOption("other_authority");
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel("最晚等到").fill(day);
  await form.getByLabel("具体在等什么？").fill("等自来水公司关总阀");
  await expectAccessible(worker);
  expect(await wider(worker), "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  await form.getByRole("button", { name: "等待他人" }).click();
  await expect(worker.getByText("计时已暂停")).toBeVisible();
  await expect(worker.getByText("等自来水公司关总阀")).toBeVisible();
  await worker.getByRole("button", { name: "继续办理" }).click();
  await expect(worker.getByText("办理中").first()).toBeVisible();
  await expect(worker.getByText("计时已暂停")).toHaveCount(0);
  await worker.context().close();
});

test("a ticket is handed over to another area, and two reports of one matter go on as one", async ({ page, request }) => {
  const [first, second] = [await reported(request, "石凳断了"), await reported(request, "亭子里的凳子坏了")];
  await office(page, "official", `/console/tickets/${first.id}`);
  await page.getByRole("button", { name: "合并" }).click();
  await page.getByLabel("合并到哪一件？").fill("2026-999999");
  const form = page.locator("form");
  await form.getByRole("button", { name: "合并" }).click();
  await expect(page.getByRole("alert").first()).toContainText("编号");
  await page.getByLabel("合并到哪一件？").fill(second.number);
  await form.getByRole("button", { name: "合并" }).click();
  await expect(page.getByText("已合并").first()).toBeVisible();
  await expect(page.getByText("合并到", { exact: true }).locator("+ dd")).toContainText(second.number);

  await page.goto(`/console/tickets/${second.id}`);
  await expect(page.getByText("合并进来一件同样的事")).toBeVisible();
  await page.getByRole("button", { name: "转交" }).click();
  await page.getByLabel("交给哪里？").selectOption({ index: 1 });
  await page.getByLabel("原因").fill("归隔壁网格");
  await expectAccessible(page);
  await page.locator("form").getByRole("button", { name: "转交" }).click();
  await expect(page.getByText("转给了别的区域")).toBeVisible();
});

test("what a worker has typed is there when they look at what happened meanwhile", async ({ request, browser, baseURL }) => {
  const matter = await reported(request, "门锁打不开");
  const worker = await telephone(browser, baseURL ?? "", "worker", `/tickets/${matter.id}`);
  await worker.getByRole("button", { name: "我来办" }).click();
  await expect(worker.getByText("办理中").first()).toBeVisible();
  const done = worker.locator("section").filter({ has: worker.getByRole("heading", { name: "办好了？" }) });
  await done.getByLabel("做了什么").fill("换了锁芯，钥匙放在门卫处");
  await worker.getByText("留言", { exact: true }).first().click();
  await worker.getByLabel("想说的话").fill("请下午来取钥匙");

  const headers = await tokenOf(request, { login: "resident", password: DEMO_PASSWORD });
  const said = await request.post(`/api/v1/tickets/${matter.id}/messages`, { headers, data: { text: "我四点以后在家" } });
  expect(said.ok(), await said.text()).toBe(true);
  await worker.getByRole("button", { name: "看新进展" }).click();
  await expect(worker.getByText("我四点以后在家")).toBeVisible();
  await expect(done.getByLabel("做了什么")).toHaveValue("换了锁芯，钥匙放在门卫处");
  await expect(worker.getByLabel("想说的话")).toHaveValue("请下午来取钥匙");
  await worker.context().close();
});
