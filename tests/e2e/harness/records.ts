// Records whose addresses hold an id, by a name, for those who want to look at one.
import type { Page } from "@playwright/test";
import { openAllocation, openBatch, openClaim, openClaimForm, openFund, openRequest, openRequestForm } from "./fund-pages.ts";
import { openFirst } from "./looks.ts";

/** How a person comes to a record; the role has to be one that may. */
export const RECORDS: Record<string, (page: Page) => Promise<void>> = {
  activity: (page) => openRequest(page, "approved,executing"),
  activity_paid: (page) => openRequest(page, "closed"),
  allocation: openAllocation,
  application: (page) => openFirst(page, "/applications"),
  approval_of_claim: (page) => openFirst(page, "/approvals?kind=fund_claim"),
  approval_of_request: (page) => openFirst(page, "/approvals?kind=fund_request"),
  batch: (page) => openBatch(page),
  claim: (page) => openClaim(page, "closed"),
  claim_form: openClaimForm,
  claim_waiting: (page) => openClaim(page, "claimed"),
  comments: openComments,
  deal: (page) => openFirst(page, "/deals?state=approved"),
  fund: (page) => openFund(page),
  fund_form: (page) => openFund(page, "/edit"),
  partner: (page) => openFirst(page, "/partners"),
  request: (page) => openRequest(page, "submitted"),
  request_form: openRequestForm,
};

/** Opens an activity where it is commented. */
async function openComments(page: Page): Promise<void> {
  await openRequest(page, "approved,executing");
  await page.locator(".comments").evaluate((comments) => comments.scrollIntoView({ block: "center" }));
}
