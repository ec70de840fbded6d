namespace AtlassianAdmin.Simulation.Laws;

/// <summary>The laws.</summary>
internal static class AllLaws
{
    private static readonly ILaw[] Laws =
    [
        new EverythingEnds(), new NobodyElse(), new GuardsHold(), new ChangesTellTheTruth(), new CreatedOnce(), new JournalIsKept(), new LimitIsKept(),
        new PlansAreResumed(), new UndoneIsOurs(),
    ];

    /// <summary>How a life broke any of them, each with the name of the law.</summary>
    public static IReadOnlyList<string> BreachesIn(Past past) =>
        Laws.SelectMany(law => law.BreachesIn(past).Select(breach => $"{law.GetType().Name}: {breach}")).ToArray();
}
