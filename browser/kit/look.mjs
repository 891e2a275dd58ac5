// A page looked at in every size and light.

import { Axe } from "./axe.mjs";
import { must } from "./report.mjs";
import { DESK, PHONE } from "./visitor.mjs";

const NARROWEST = { width: 320, height: 640 };

/** The page the visitor is at: in the language, nothing found by axe, nothing wider than the smallest screen. */
export async function look(visitor, locale) {
  const { page } = visitor;
  const usual = page.viewportSize();
  must((await page.locator("html").getAttribute("lang")).startsWith(locale), `it speaks another language than ${locale}`);
  const axe = await Axe.at(visitor.tools);
  const faults = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport);
      const violations = colorScheme === "dark" ? await axe.colours() : await axe.violations();
      for (const violation of violations) faults.push(`${viewport.width} ${colorScheme} ${violation}`);
    }
  }
  await page.setViewportSize(NARROWEST);
  const wide = await axe.overflow();
  if (wide) faults.push(`${wide.over} pixels wider than 320: ${wide.out.join(" ")}`);
  await page.setViewportSize(usual);
  must(faults.length === 0, faults.join("\n"));
}
