using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Exposure;
using AtlassianAdmin.Reviews.Inactivity;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report that fits what there is to report on, which must be of one kind.</summary>
internal static class FittingReport
{
    /// <exception cref="AdminException"><see cref="ErrorCode.NotReportable"/> when none fits.</exception>
    public static Report Of(IReadOnlyList<object> input, IReadOnlyList<ChangeJournal> journals, DateTimeOffset now, string? title, bool consoleColumns) => input switch
    {
        _ when journals.Count > 0 && input.All(i => i is Change) => RunReport.Of(input.Cast<Change>().ToList(), now, title, journals),
        _ when input.All(i => i is User) => consoleColumns
            ? UserReport.AsConsoleExport(input.Cast<User>().ToList(), now, title)
            : UserReport.Of(input.Cast<User>().ToList(), now, title),
        _ when consoleColumns => throw new AdminException(ErrorCode.NotReportable, ("detail", $"-ConsoleColumns needs people of Get-AtlassianUser, not {NamesOf(input)}")),
        _ when input.All(i => i is Change) => RunReport.Of(input.Cast<Change>().ToList(), now, title),
        { Count: 1 } when input[0] is Plan plan => PlanReport.Of(plan, now, title),
        _ when input.All(i => i is InactiveUser) => InactivityReport.Of(input.Cast<InactiveUser>().ToList(), now, title),
        _ when input.All(i => i is IdleSeatCount) => InactivityReport.Of(input.Cast<IdleSeatCount>().ToList(), now, title),
        _ when input.All(i => i is CredentialExposure) => CredentialReport.Of(input.Cast<CredentialExposure>().ToList(), now, title),
        _ when ObjectReport.Takes(input[0]) && input.All(i => i.GetType() == input[0].GetType()) => ObjectReport.Of(input, now, title),
        _ => throw new AdminException(ErrorCode.NotReportable, ("detail", NamesOf(input))),
    };

    private static string NamesOf(IReadOnlyList<object> input) => string.Join(", ", input.Select(i => i.GetType().Name).Distinct());
}
