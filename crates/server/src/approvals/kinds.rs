//! Which kinds of item are whose: claims are finance's, which sees nothing else of the queue; all other kinds are the managers', who read
//! claims when they ask for them.

use crate::auth::Scope;
use crate::store::sql::Sql;
use entente_model::approvals::ApprovalKind;
use entente_model::people::Permission;

/// Whether a reader of the queue may know of items of a kind.
pub(super) fn may_read(scope: &Scope, kind: ApprovalKind) -> bool {
    kind == ApprovalKind::FundClaim || scope.may(Permission::DecideApprovals) || !scope.may(Permission::DecideClaims)
}

/// Adds which kinds are listed: the one that is asked for, or those that the reader decides, or, for who decides nothing, all.
/// Literals, so that the indexes of claims are found.
pub(super) fn push(sql: &mut Sql, scope: &Scope, asked: Option<ApprovalKind>) {
    let (decides, pays) = (
        scope.may(Permission::DecideApprovals),
        scope.may(Permission::DecideClaims),
    );
    match asked {
        Some(ApprovalKind::FundClaim) => {
            sql.push(" AND a.kind = 'fund_claim'");
        }
        Some(kind) if may_read(scope, kind) => {
            sql.push(" AND a.kind = ").bind(kind.as_str());
        }
        Some(_) => {
            sql.push(" AND 1 = 0");
        }
        None if pays && !decides => {
            sql.push(" AND a.kind = 'fund_claim'");
        }
        None if decides && !pays => {
            sql.push(" AND ").unindexed("a.kind").push(" <> 'fund_claim'");
        }
        None => {}
    }
}
