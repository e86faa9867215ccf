// Who beside the town has a part in a matter: a provider that it is entrusted to, with its price and its material, and those who
// are called to it.
import { type Page } from "@playwright/test";
import { office } from "../console/support.ts";
import { photograph } from "../points/support.ts";
import { fits, shop } from "../redemptions/support.ts";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { reported, telephone } from "./support.ts";

test.use(desk);

/** A day of the town's calendar, so many days from now, as a date field takes it. */
const day = (ahead: number): string => new Date(Date.now() + (ahead * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

/** A page that one works on with one hand, whoever one is. */
async function good(page: Page): Promise<void> {
  await expectAccessible(page);
  await fits(page);
}

/** Names a price of 88.00 yuan that the reporter pays. */
async function quote(staff: Page): Promise<void> {
  await staff.getByRole("button", { name: "报价", exact: true }).click();
  const form = staff.locator("form").filter({ hasText: "谁付钱？" });
  await form.getByRole("button", { name: "报价", exact: true }).click();
  await expect(staff.getByRole("alert").first()).toBeVisible();
  await form.getByText("报告人", { exact: true }).click();
  await form.getByLabel(/^项目/).fill("更换水龙头");
  await form.getByLabel(/^数量/).fill("1");
  await form.getByLabel(/^单位/).fill("个");
  await form.getByLabel(/^单价/).fill("88");
  await form.getByLabel("报价哪天以前有效").fill(day(7));
  await expect(form.getByText("¥88.00").first()).toBeVisible();
  await good(staff);
  await form.getByRole("button", { name: "报价", exact: true }).click();
  await expect(staff.getByText("等待答复").first()).toBeVisible();
}

/** Solves the ticket, with a photograph and the material that it took. */
async function solve(staff: Page, material: string): Promise<void> {
  await staff.locator("input[type=file]").first().setInputFiles(await photograph(staff));
  await staff.getByLabel("做了什么").fill("换了新的水龙头");
  await staff.getByText("用了材料（可不填）").click();
  await staff.getByRole("button", { name: "加一行" }).click();
  const form = staff.locator("form").filter({ hasText: "做了什么" });
  await form.getByLabel(/^材料/).fill(material);
  await form.getByLabel(/^数量/).fill("1");
  await form.getByLabel(/^单位/).fill("个");
  await good(staff);
  await form.getByRole("button", { name: "办结" }).click();
  await expect(staff.getByText("待确认").first()).toBeVisible();
}

test("a provider repairs for a price that the resident accepted", async ({ page, request, browser, baseURL }) => {
  const [url, provider] = [baseURL ?? "", await shop(request)];
  const matter = await reported(request, "厨房的水龙头漏水");
  await office(page, "official", `/console/tickets/${matter.id}`);
  await page.getByRole("button", { name: "交给服务单位" }).click();
  const entrusting = page.locator("form").filter({ hasText: "交给哪个单位？" });
  await entrusting.getByRole("button", { name: "交给服务单位" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await entrusting.getByLabel("交给哪个单位？").selectOption(provider.id);
  await entrusting.getByLabel("说明").fill("家里的维修由您单位上门");
  await expectAccessible(page);
  await entrusting.getByRole("button", { name: "交给服务单位" }).click();
  await expect(page.getByText("办理单位：")).toBeVisible();

  const staff = await telephone(browser, url, "provider", "/provider");
  // Until then a shop is not asked about tickets; now they come first.
  await staff.getByRole("link", { name: /^待接/ }).click();
  await good(staff);
  const card = staff.getByRole("article").filter({ hasText: matter.text });
  await expect(card).toContainText(matter.number);
  await expect(card).toContainText("还没有人办");
  await card.getByRole("link", { name: matter.text }).click();
  await expect(staff.getByText("家里的维修由您单位上门")).toBeVisible();
  await good(staff);
  await staff.getByRole("button", { name: "我来办" }).click();
  await expect(staff.getByText("办理中").first()).toBeVisible();
  await quote(staff);
  // Nothing is done before the payer has answered.
  await expect(staff.getByRole("button", { name: "办结" })).toHaveCount(0);

  const resident = await telephone(browser, url, "resident", `/tickets/${matter.id}`);
  await expect(resident.getByText(`${provider.name}报价 ¥88.00`)).toBeVisible();
  await good(resident);
  await resident.getByRole("button", { name: "同意，¥88.00" }).click();
  const asked = resident.getByRole("dialog");
  await expect(asked).toContainText("¥88.00 由您付");
  await asked.getByRole("button", { name: "同意", exact: true }).click();
  await expect(resident.getByText("同意了报价")).toBeVisible();

  const material = `水龙头${Date.now().toString(36)}`;
  await solve(staff, material);
  await expect(resident.getByRole("heading", { name: "问题解决了吗？" })).toBeVisible();
  await expect(resident.getByText(`${material} × 1 个`)).toBeVisible();
  await resident.getByRole("radio", { name: "5" }).first().check({ force: true });
  await resident.getByRole("button", { name: "已解决" }).click();
  await expect(resident.getByText("确认已解决")).toBeVisible();

  await staff.goto(`/provider/materials?provider=${provider.id}`);
  await expect(staff.getByRole("row").filter({ hasText: material })).toContainText("1");
  await good(staff);
  await staff.goto(`/provider/workers?provider=${provider.id}`);
  const worker = staff.getByRole("row").filter({ hasText: "超市店员" });
  await worker.getByRole("link").last().click();
  await expect(staff.getByRole("article").filter({ hasText: matter.text })).toBeVisible();
  await good(staff);
  await resident.context().close();
  await staff.context().close();
});

test("what a provider gives back goes to the office, and leaves its list", async ({ page, request, browser, baseURL }) => {
  const provider = await shop(request);
  const matter = await reported(request, "路灯杆倾斜");
  await office(page, "official", `/console/tickets/${matter.id}`);
  await page.getByRole("button", { name: "交给服务单位" }).click();
  const entrusting = page.locator("form").filter({ hasText: "交给哪个单位？" });
  await entrusting.getByLabel("交给哪个单位？").selectOption(provider.id);
  await entrusting.getByLabel("说明").fill("请看看是不是您单位的");
  await entrusting.getByRole("button", { name: "交给服务单位" }).click();
  await expect(page.getByText("办理单位：")).toBeVisible();

  const staff = await telephone(browser, baseURL ?? "", "provider", `/provider/tickets?provider=${provider.id}`);
  await staff.getByRole("link", { name: matter.text }).click();
  await staff.getByRole("button", { name: "退给派单的人" }).click();
  const form = staff.locator("form").filter({ hasText: "原因" });
  await form.getByLabel("原因").fill("灯杆归供电公司");
  await good(staff);
  await form.getByRole("button", { name: "退给派单的人" }).click();
  await expect(staff.getByText("不再由这个单位办理")).toBeVisible();
  await expect(staff).toHaveURL((address) => address.pathname === "/provider/tickets");
  await expect(staff.getByRole("heading", { level: 1, name: "要办的事" })).toBeVisible();
  await expect(staff.getByRole("link", { name: matter.text })).toHaveCount(0);
  await expect(page.getByText("灯杆归供电公司")).toBeVisible();
  await staff.context().close();
});

test("a grid worker calls a provider, and it reports", async ({ request, browser, baseURL }) => {
  const [url, provider] = [baseURL ?? "", await shop(request)];
  const matter = await reported(request, "门口堆放货物");
  const worker = await telephone(browser, url, "worker", `/tickets/${matter.id}`);
  await worker.getByRole("button", { name: "吹哨", exact: true }).click();
  const calling = worker.locator("form").filter({ hasText: "叫哪些单位？" });
  await calling.getByRole("button", { name: "吹哨", exact: true }).click();
  await expect(worker.getByRole("alert").first()).toBeVisible();
  await calling.getByRole("checkbox", { name: provider.name }).check();
  await calling.getByLabel("请他们做什么？").fill("请到现场清走货物");
  await calling.getByLabel("最晚哪天反馈").fill(day(3));
  await good(worker);
  await calling.getByRole("button", { name: "吹哨", exact: true }).click();
  await expect(worker.getByText("等待反馈").first()).toBeVisible();

  const staff = await telephone(browser, url, "provider", `/provider/calls?provider=${provider.id}`);
  const card = staff.getByRole("article").filter({ hasText: matter.text });
  await expect(card).toContainText("请到现场清走货物");
  await good(staff);
  await card.getByRole("link", { name: matter.text }).click();
  await staff.getByRole("button", { name: "反馈", exact: true }).click();
  const form = staff.locator("form").filter({ hasText: "反馈内容" });
  await form.getByRole("button", { name: "提交反馈" }).click();
  await expect(staff.getByRole("alert").first()).toBeVisible();
  await form.getByLabel("反馈内容").fill("货物已经清走");
  await good(staff);
  await form.getByRole("button", { name: "提交反馈" }).click();
  await expect(staff.getByText("货物已经清走").first()).toBeVisible();
  await expect(staff.getByRole("button", { name: "反馈", exact: true })).toHaveCount(0);
  await expect(worker.getByText("货物已经清走").first()).toBeVisible();

  await staff.goto(`/provider/calls?provider=${provider.id}`);
  await expect(staff.getByRole("tab", { name: "等待反馈" })).toHaveAttribute("aria-selected", "true");
  await expect(staff.getByRole("article").filter({ hasText: matter.text })).toHaveCount(0);
  await staff.getByRole("tab", { name: "已反馈" }).click();
  await expect(staff.getByRole("article").filter({ hasText: matter.text })).toContainText("货物已经清走");
  await staff.getByLabel("语言 Language").selectOption("en");
  await expect(staff.getByRole("heading", { level: 1, name: "Calls" })).toBeVisible();
  await good(staff);
  await staff.context().close();
  await worker.context().close();
});
