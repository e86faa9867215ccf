// An official's hour in the console: numbers that open, places, households, roles, accounts, kinds of matters.
import { Buffer } from "node:buffer";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { registered } from "../people/support.ts";
import { named, office } from "./support.ts";

test.use(desk);

/** Every page of the navigation, and who opens it. */
const PAGES: [string, string, string][] = [
  ["official", "/console", "态势"],
  ["official", "/console/board", "实时看板"],
  ["official", "/console/tickets", "工单"],
  ["official", "/console/tickets/print", "工单清单"],
  ["official", "/console/requests", "加入申请"],
  ["official", "/console/areas", "萤川镇"],
  ["official", "/console/households", "住户"],
  ["official", "/console/categories", "事项类别"],
  ["admin", "/console/grants", "职务"],
  ["admin", "/console/users", "账号"],
  ["auditor", "/console/journal", "日志"],
];

for (const [login, path, title] of PAGES) {
  test(`${path} opens for ${login}, in large text on a telephone too, and breaks no rule of accessibility`, async ({
    page,
  }) => {
    await office(page, login, path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "正在" })).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "大字" }).click();
    await expectAccessible(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  });
}

test("a number of the situation opens the tickets that it counts", async ({ page }) => {
  await office(page, "official", "/console");
  const overdue = page.getByRole("main").getByRole("link", { name: /超期/ }).first();
  const count = Number((await overdue.innerText()).match(/\d+/)?.[0]);
  expect(count).toBeGreaterThan(0);
  await overdue.click();
  await expect(page).toHaveURL(/overdue=true/);
  await expect(page.getByText(`已显示全部 ${count} 条`)).toBeVisible();
});

test("the rates are broken down by kind and by person, and each number opens its tickets", async ({ page }) => {
  await office(page, "official", "/console?days=365");
  for (const [by, heading] of [
    ["类别", "各类别情况"],
    ["经办人", "各经办人情况"],
  ]) {
    await page.getByLabel("按什么分").selectOption({ label: by });
    await expect(page.getByRole("heading", { level: 2, name: heading })).toBeVisible();
    await expectAccessible(page);
  }
  await page.reload();
  const row = page.getByRole("table", { name: "各经办人情况" }).getByRole("row").nth(1);
  const reported = row.getByRole("link").first();
  const count = Number((await reported.innerText()).replace(/\D/g, ""));
  expect(count).toBeGreaterThan(0);
  await reported.click();
  await expect(page).toHaveURL(/counted=reported/);
  await expect(page).toHaveURL(/keeper=[0-9a-f-]{36}/);
  await expect(page.getByLabel("谁在办")).toHaveValue(/[0-9a-f-]{36}/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
});

test("what was told upwards is a list of its own", async ({ page }) => {
  await office(page, "official", "/console/tickets");
  await page.getByLabel("上报").selectOption({ label: "只看上报到这里的" });
  await expect(page).toHaveURL(/escalated=true/);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText("已上报")).toBeVisible();
  await expectAccessible(page);
});

test("somebody without an office is told so", async ({ page }) => {
  await office(page, "resident", "/console");
  await expect(page.getByRole("main").getByRole("link", { name: "去居民端" })).toBeVisible();
});

test("a place is added, found, and changed", async ({ page }) => {
  const name = named("新村");
  await office(page, "official", "/console/areas");
  await page.getByRole("button", { name: "添加下级区域" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "添加下级区域" }).click();
  await expect(dialog.getByText("请选择类型")).toBeVisible();
  await dialog.getByLabel("类型").selectOption({ label: "村" });
  await dialog.getByLabel("名称").fill(name);
  await dialog.getByLabel("人数").fill("321");
  await dialog.getByRole("button", { name: "添加下级区域" }).click();
  await expect(page.getByText("已添加区域")).toBeVisible();

  await page.getByRole("searchbox", { name: "搜索区域" }).fill(name);
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("321")).toBeVisible();
  await page.getByRole("button", { name: "修改" }).click();
  await page.getByRole("dialog").getByLabel("名称").fill(`${name}改`);
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name}改` })).toBeVisible();
});

test("an office is given to a person and taken back", async ({ page, request }) => {
  const person = await registered(request);
  await office(page, "admin", "/console/grants");
  await page.getByRole("button", { name: "授予职务" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("登录名或手机号").fill("nobody-like-this");
  await dialog.getByRole("button", { name: "查找" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("登录名或手机号").fill(person.login);
  await dialog.getByRole("button", { name: "查找" }).click();
  await dialog.getByLabel("职务").selectOption({ label: "检查员" });
  await expect(dialog.getByText("此人还没有设置第二重验证")).toBeVisible();
  await dialog.getByRole("button", { name: "授予职务" }).click();
  await expect(page.getByText("已授予")).toBeVisible();

  await page.getByRole("button", { name: `收回 ${person.name}` }).first().click();
  await expect(page.getByRole("dialog")).toContainText("一分钟内");
  await page.getByRole("dialog").getByRole("button", { name: "收回" }).click();
  await expect(page.getByText("已收回，一分钟内生效")).toBeVisible();
});

test("households come from a file: bad cells are named and nothing is kept, then the good file is", async ({
  page,
  request,
}) => {
  const door = named("1-");
  const buildings = await (await request.get("/api/v1/areas?kind=building&limit=1")).json();
  await office(page, "official", "/console/households/import");
  await page.goto(`/console/households/import?area=${buildings.items[0].id}`);
  const upload = async (line: string) => {
    const text = `门牌号,户主姓名,身份证号,手机号,建筑面积,人口\n${line}\n`;
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "households.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "查看会改什么" }).click();
  };
  await upload(`${door},,,12345,很大,3`);
  await expect(page.getByText("有 2 个单元格不能用")).toBeVisible();
  await expect(page.getByRole("button", { name: /确认导入/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "换一个文件" }).click();
  await upload(`${door},,,,88.5,3`);
  await expect(page.getByText("下面是会有的改动，现在还没有改。")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: door })).toContainText("88.5");
  await page.getByRole("button", { name: "确认导入 1 户" }).click();
  await expect(page.getByText("导入完成：新增 1 户")).toBeVisible();
  await page.getByRole("link", { name: "查看住户" }).click();
  await expect(page.getByRole("row").filter({ hasText: door })).toContainText("88.50");
});

test("an account is locked, and unlocked again", async ({ page, request }) => {
  const person = await registered(request);
  await office(page, "admin", "/console/users");
  await page.getByRole("searchbox").first().fill(person.login);
  const row = page.getByRole("row").filter({ hasText: person.login });
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: /锁定/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "锁定" }).click();
  await expect(row.getByText("已锁定")).toBeVisible();
  const refused = await request.post("/api/v1/sessions", { data: { login: person.login, password: person.password } });
  expect(refused.ok()).toBe(false);
  await row.getByRole("button", { name: /解锁/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "解锁" }).click();
  await expect(row.getByText("正常")).toBeVisible();
});

test("a kind of matter gets limits of its own in one place", async ({ page }) => {
  await office(page, "official", "/console/categories");
  const row = page.getByRole("row").filter({ hasText: "noise" });
  await row.getByRole("button", { name: /单独设置/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("受理期限（小时）").fill("soon");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("期限请写整小时数")).toBeVisible();
  await dialog.getByLabel("受理期限（小时）").fill("6");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await expect(row.getByText("6 小时")).toBeVisible();
});
