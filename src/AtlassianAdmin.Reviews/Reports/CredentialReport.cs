using AtlassianAdmin.Reviews.Exposure;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report of exposed credentials: what, whose, why, and what to type next.</summary>
public static class CredentialReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report Of(IReadOnlyList<CredentialExposure> credentials, DateTimeOffset now, string? title = null)
    {
        _ = credentials ?? throw new ArgumentNullException(nameof(credentials));
        int keys = credentials.Count(c => c.Kind == CredentialKind.ApiKey);
        return new Report
        {
            Title = title ?? "Exposed credentials",
            Summary = $"{ReportText.Count(keys, "admin API key", "admin API keys")} and {ReportText.Count(credentials.Count - keys, "API token", "API tokens")} should not be as they are.",
            Facts = [.. ReportText.Facts(credentials.Select(c => (c.Context, c.OrganizationId))), new("Reported", ReportText.Of(now))],
            Totals =
            [
                new("admin API keys", keys, isProblem: keys > 0),
                new("API tokens", credentials.Count - keys),
                .. credentials.Any(c => c.IsBlocked) ? (ReportTotal[])[new("of the tokens blocked", credentials.Count(c => c.IsBlocked))] : [],
                new("people", credentials.Select(c => c.AccountId).Distinct(StringComparer.Ordinal).Count()),
            ],
            Charts = credentials.Count == 0 ? [] :
            [
                new(
                    "Credentials by reason (one may have several)",
                    ["credentials"],
                    Enum.GetValues(typeof(CredentialRisk)).Cast<CredentialRisk>().Where(r => r != CredentialRisk.None)
                        .Select(r => new Bar(Words(r), false, credentials.Count(c => (c.Risk & r) != 0))).Where(b => b.Total > 0).OrderByDescending(b => b.Total).ToList()),
            ],
            Details = ReportTable.Of(
                "Every exposed credential",
                credentials,
                (new("Credential", ReportColumnKind.Subject), (CredentialExposure c) => $"{ShownText.Of(c.Label ?? "")}\n{(c.Kind == CredentialKind.ApiKey ? "API key" : "API token")}"),
                (new("Kind", ReportColumnKind.Data), c => c.Kind.ToString()),
                (new("Label", ReportColumnKind.Data), c => c.Label),
                (new("Id", ReportColumnKind.Data), c => c.TokenId ?? c.ApiKeyId),
                (new("AccountId", ReportColumnKind.Data), c => c.AccountId),
                (new("Person"), c => c.Email ?? c.AccountId),
                (new("Email", ReportColumnKind.Data), c => c.Email),
                (new("Name", ReportColumnKind.Data), c => c.Name),
                (new("Risk", ReportColumnKind.Data), c => c.Risk.ToString()),
                (new("Status", ReportColumnKind.Data), c => c.Status),
                (new("Why"), c => c.Why),
                (new("CreatedAt", ReportColumnKind.Data), c => ReportText.Of(c.CreatedAt)),
                (new("LastActiveAt", ReportColumnKind.Data), c => ReportText.Of(c.LastActiveAt)),
                (new("ExpiresAt", ReportColumnKind.Word), c => ReportText.Day(c.ExpiresAt)),
                (new("What to do", ReportColumnKind.Command), c => c.RecommendedAction)),
        };
    }

    private static string Words(CredentialRisk risk) => risk switch
    {
        CredentialRisk.NeverExpires => "never expires",
        CredentialRisk.ExpiresSoon => "expires soon",
        CredentialRisk.Expired => "expired",
        CredentialRisk.OwnerLeaving => "owner leaving",
        CredentialRisk.OwnerSuspended => "owner suspended",
        CredentialRisk.OwnerPendingDeletion => "owner to be deleted",
        CredentialRisk.OwnerDeactivated => "owner deactivated",
        CredentialRisk.ExpiryNotKnown => "expiry not known",
        CredentialRisk.OwnerNotFound => "owner not found",
        _ => "made by who left",
    };
}
