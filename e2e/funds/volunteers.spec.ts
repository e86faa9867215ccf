// Volunteers for a project that a fund pays for: planned on a telephone, read by everybody, planned from a desk.
import type { APIRequestContext } from "@playwright/test";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { fitsEverywhere, open as asEverybody } from "../open/support.ts";
import { as, read } from "../rounds/support.ts";
import { arrive, called, shiftCalled } from "../volunteering/support.ts";

interface Project {
  id: string;
  fund_id: string;
  title: string;
}

/** A project that runs around the grid of the demo's worker. */
async function running(request: APIRequestContext): Promise<Project> {
  const worker = await as(request, "worker");
  const me = await read<{ grants: { area_id: string }[] }>(request, worker, "/me");
  const query = `/projects?shift_area_id=${me.grants[0]?.area_id}&limit=100`;
  const [project] = (await read<{ items: Project[] }>(request, worker, query)).items;
  if (project === undefined) throw new Error("no project of the demo runs around the worker's grid");
  return project;
}

/** The day and the time of the town, so many minutes from now, as fields take them. */
function fields(minutes: number): { day: string; time: string } {
  const there = new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000).toISOString();
  return { day: there.slice(0, 10), time: there.slice(11, 16) };
}

test("an organiser plans a shift for a project, and everybody finds it on the project's page", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  const project = await running(request);
  const title = called("给花园浇水");
  await arrive(page, "worker", "/work/shifts/plan");
  await page.getByLabel("为哪个基金项目").selectOption(project.id);
  await page.getByLabel("叫什么").fill(title);
  // What was chosen is kept with what was typed.
  await page.reload();
  await expect(page.getByLabel("为哪个基金项目")).toHaveValue(project.id);
  await page.getByLabel("做什么").fill("两人一组，轮流浇水");
  await page.getByLabel("在哪里集合").fill("三号楼前");
  const [starts, ends] = [fields(5), fields(65)];
  await page.getByLabel("哪一天").fill(starts.day);
  await page.getByLabel("几点开始").fill(starts.time);
  await page.getByLabel("几点结束").fill(ends.time);
  await page.getByLabel("几个名额").fill("2");
  await expectAccessible(page);
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page).toHaveURL("/work/shifts");

  // Its page names the project, and leads to what everybody reads.
  const { id } = await shiftCalled(request, await as(request, "worker"), title);
  await page.goto(`/volunteer/shifts/${id}`);
  await page.getByRole("link", { name: project.title }).click();
  await expect(page).toHaveURL(`/open/funds/${project.fund_id}/projects/${project.id}`);

  const anybody = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await asEverybody(anybody, `/open/funds/${project.fund_id}/projects/${project.id}`);
  const section = anybody.getByRole("region", { name: "志愿者" });
  const planned = section.getByRole("link", { name: new RegExp(title) });
  await expect(planned).toContainText("还有 2 个名额");
  await expectAccessible(anybody);
  await planned.click();
  await expect(anybody).toHaveURL(`/volunteer/shifts/${id}`);
  await expect(anybody.getByText("请先登录")).toBeVisible();
  await anybody.context().close();
});

test("a project's page with its volunteers fits a telephone, large text and a desk", async ({ page, request }) => {
  test.slow();
  const project = await running(request);
  await page.goto("/open");
  await fitsEverywhere(page, `/open/funds/${project.fund_id}/projects/${project.id}`);
});

test.describe("at a desk", () => {
  test.use(desk);

  test("an official goes from a project to planning a shift for it", async ({ page, request }) => {
    const project = await running(request);
    await office(page, "official", `/console/funds/projects/${project.id}`);
    await expect(page.getByRole("region", { name: "志愿者" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "为项目安排志愿活动" }).click();
    await expect(page.getByLabel("为哪个基金项目")).toHaveValue(project.id);
    await expectAccessible(page);
  });
});
