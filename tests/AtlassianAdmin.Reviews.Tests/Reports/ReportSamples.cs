using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Exposure;
using AtlassianAdmin.Reviews.Inactivity;
using AtlassianAdmin.Reviews.Reports;

namespace AtlassianAdmin.Reviews.Tests.Reports;

/// <summary>Reports of each kind whose every text is given.</summary>
internal static class ReportSamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Each kind of report, all its data out of that text.</summary>
    public static IEnumerable<Report> Of(string text) =>
    [
        RunReport.Of([Change(text, ChangeOutcome.Changed), Change(text, ChangeOutcome.Failed), Change(text, ChangeOutcome.Unknown)], Now, text),
        InactivityReport.Of([Person(text)], Now, text),
        CredentialReport.Of([Credential(text)], Now, text),
        PlanReport.Of(Plan(text), Now, text),
        UserReport.Of([User(text)], Now, text),
        UserReport.AsConsoleExport([User(text)], Now, text),
        InactivityReport.Of(new[] { Person(text) }.Aggregate(new IdleSeatSummary(), (seats, person) => { seats.Add(person); return seats; }).Counts, Now, text),
        ObjectReport.Of([new UserGroup { Name = text, Description = text }], Now, text),
    ];

    public static Change Change(string text, ChangeOutcome outcome)
    {
        var change = new Change(text, text, text) { AccountId = text, Email = text, Name = text, Route = text, Target = text, Outcome = outcome };
        if (outcome != ChangeOutcome.Changed)
            change.Fail(outcome, new AdminException(ErrorCode.IdentityNotFound, ("address", text), ("organization", text)));
        return change;
    }

    private static Plan Plan(string text) => new()
    {
        PlanId = text,
        CreatedBy = text.Length == 0 ? "" : text,
        Organization = text,
        Message = text,
        Reason = text,
        Ticket = text,
        People =
        [
            new()
            {
                Input = text,
                AccountId = text,
                Email = text,
                Name = text,
                Steps = [new() { StepId = text, Operation = new GroupMembership(new TargetGroup(text, text, text), Member: false) }],
                Worklist = [new() { Email = text, Name = text, AccountId = text, Provider = text, Task = text, Group = text }],
            },
            new()
            {
                Input = text,
                Findings = [new() { Code = text, Message = text, RecommendedAction = text, Refuses = true }],
            },
        ],
    };

    private static User User(string text) => new()
    {
        AccountId = text,
        Email = text,
        Name = text,
        Status = text,
        Department = text,
        PlatformRoles = [text],
        Groups = [new UserGroup { Name = text }],
        ProductAccess = [new UserProduct { Key = text, ResourceId = text, Site = text }],
    };

    private static InactiveUser Person(string text) => new()
    {
        AccountId = text,
        Email = text,
        Name = text,
        Status = text,
        Why = text,
        SeatDetails = [new IdleSeat(text, text, null)],
        InactiveDays = 100,
        LastActive = Now.AddDays(-100),
        DataAsOf = Now.AddDays(-1),
    };

    private static CredentialExposure Credential(string text) => new()
    {
        Label = text,
        TokenId = text,
        AccountId = text,
        Email = text,
        Name = text,
        Risk = CredentialRisk.NeverExpires,
        Why = text,
        RecommendedAction = text,
    };
}
