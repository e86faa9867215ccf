// The pages of rectification: what the public sees, and that each holds at the desk and in large text on a telephone.
import { type Page } from "@playwright/test";
import { office } from "../console/support.ts";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
import { desk, expect, expectAccessible, opened, test } from "../support/test.ts";

const LIST = "/console/inspections/rectifications";

async function expectNoOverflow(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, "wider than the screen").toBeLessThanOrEqual(0);
}

/** In large text on a telephone, nothing is wider than the screen and no rule is broken. */
async function expectLargeTextHolds(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "大字" }).click();
  await expectNoOverflow(page);
  await expectAccessible(page);
}

test("anybody sees what a village is to mend, and nobody's words, names or photos", async ({ page, request }) => {
  const { items } = await (await request.get("/api/v1/rectifications?state=done&limit=100")).json();
  const mended = items.find((item: { look_backs: unknown[] }) => item.look_backs.length === 2);
  expect(mended.inside).toBeNull();
  const area = mended.area;
  await page.goto(`/open/villages/${area.id}`);
  await opened(page);
  await expect(page.getByRole("heading", { level: 1, name: area.name })).toBeVisible();
  const section = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "整改情况" }) });
  const cards = section.locator("details");
  await expect(cards.first()).toBeVisible();
  const twice = cards.filter({ hasText: "回头看 2 次" }).first();
  await twice.locator("summary").click();
  await expect(twice.getByText("没有通过", { exact: true })).toBeVisible();
  await expect(twice.getByText("通过", { exact: true })).toBeVisible();
  await expect(twice.getByText("检查时记下的")).toHaveCount(0);
  await expect(twice.getByRole("img")).toHaveCount(0);
  await expectAccessible(page);
  await expectLargeTextHolds(page);
});

test.describe("at a desk", () => {
  test.use(desk);

  test("the list is narrowed by what the address says, and holds in large text too", async ({ page }) => {
    await office(page, "official", LIST);
    await expect(page.getByRole("heading", { level: 1, name: "整改与回头看" })).toBeVisible();
    await page.getByLabel("状态").selectOption("lapsed");
    await expect(page).toHaveURL(/state=lapsed/);
    const rows = page.getByRole("table").locator("tbody tr");
    await expect(rows).toHaveCount(1);
    await rows.getByRole("button", { name: "详情" }).click();
    await expect(page.getByRole("dialog").getByText("成绩更正后，这一项不再扣分，不用整改了。")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByLabel("状态").selectOption("");
    await page.getByLabel("期限").selectOption("true");
    await expect(page).toHaveURL(/overdue=true/);
    await expect(rows.first().getByText("已超期")).toBeVisible();
    await expectAccessible(page);
    await expectLargeTextHolds(page);
  });

  test("the village's own officials see why somebody else looks back", async ({ page }) => {
    await office(page, "village", `${LIST}`);
    await page.getByLabel("状态").selectOption("closed");
    await page.getByRole("row").nth(1).getByRole("button", { name: "详情" }).click();
    await expect(page.getByRole("dialog").getByText("要由别人回头看")).toBeVisible();
    await expect(page.getByRole("dialog").getByRole("button", { name: "记录回头看" })).toHaveCount(0);
  });

  test("choosing what to demand holds in large text on a telephone", async ({ page, request }) => {
    const rounds = await (await request.get("/api/v1/inspection-rounds?state=published&limit=1")).json();
    await office(page, "official", `/console/inspections/rounds/${rounds.items[0].id}/rectify`);
    await expect(page.getByRole("table")).toBeVisible();
    await expectLargeTextHolds(page);
  });
});

test("an inspector's look-backs hold in large text, and somebody without the office is told", async ({ page }) => {
  await page.goto("/sign-in?next=/work/look-backs");
  await opened(page);
  await signIn(page, { login: "inspector", password: DEMO_PASSWORD });
  await expect(page.getByRole("article").first()).toBeVisible();
  await expectLargeTextHolds(page);
});
