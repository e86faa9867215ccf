// Every page of templates, rules, settlements and certificates at the desk and in large text on a telephone.
import { desk, expect, expectFitting, test } from "./support.ts";
import { office } from "../console/support.ts";

test.use(desk);

const BASE = "/console/inspections";

interface Ids {
  template: string;
  rules: string;
  settlement: string;
}

const PAGES: [string, (ids: Ids) => string, RegExp][] = [
  ["templates", () => `${BASE}/templates`, /^检查表$/],
  ["a new template", () => `${BASE}/templates/new`, /^新建检查表$/],
  ["a template", (ids) => `${BASE}/templates/${ids.template}`, /检查表|月查表/],
  ["a new version", (ids) => `${BASE}/templates/${ids.template}/edit`, /^修改检查表$/],
  ["a blank sheet", (ids) => `${BASE}/templates/${ids.template}/sheet`, /月查表|检查表/],
  ["rules", () => `${BASE}/rules`, /^奖励规则$/],
  ["new rules", () => `${BASE}/rules/new`, /^起草奖励规则$/],
  ["a version of the rules", (ids) => `${BASE}/rules/${ids.rules}`, /起的奖励规则$/],
  ["settlements", () => `${BASE}/settlements`, /^半年结算$/],
  ["a settlement", (ids) => `${BASE}/settlements/${ids.settlement}`, /结算$/],
  ["certificates", (ids) => `${BASE}/settlements/${ids.settlement}/certificates`, /^荣誉证书$/],
];

for (const [name, address, title] of PAGES) {
  test(`${name}: fits the desk and, in large text, a telephone, and breaks no rule of accessibility`, async ({
    page,
    request,
  }) => {
    const rounds = await request.get("/api/v1/inspection-rounds?subjects=villages&state=published&limit=1");
    const round = (await rounds.json()).items[0];
    const settled = await (await request.get(`/api/v1/settlements?area_id=${round.area_id}`)).json();
    const { id: settlement, rules_id: rules } = settled.items[0];
    await office(page, "official", address({ template: round.template_id, rules, settlement }));
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expectFitting(page);
  });
}

test("whoever holds another office reads and changes nothing", async ({ page }) => {
  await office(page, "auditor", `${BASE}/templates`);
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "新建检查表" })).toHaveCount(0);
  await page.goto(`${BASE}/settlements`);
  await expect(page.getByRole("link", { name: /看结果/ }).first()).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: /^结算/ })).toHaveCount(0);
});
