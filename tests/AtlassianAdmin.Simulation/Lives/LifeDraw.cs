using AtlassianAdmin.Changes.Registry;
using AtlassianAdmin.Changes.Tests.Faults;

namespace AtlassianAdmin.Simulation.Lives;

/// <summary>Draws a life from a seed.</summary>
internal static class LifeDraw
{
    private static readonly string[] Others = ["OffboardingPlan", "EmailMovePlan", "ChangePlan", "Undo", "Preview"];

    // Everyday changes come more often than the rest.
    private static readonly string[] Everyday = ["Disable", "Enable", "Delete", "CancelDeletion", "SetEmail", "SetProfile", "GroupMembership", "Suspend", "Resume", "Invite"];

    private static readonly string[] Kinds = [.. OperationKinds.All.Select(k => k.Name)];

    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    /// <summary>The life of a seed.</summary>
    public static Life Of(int seed)
    {
        var random = new Random(seed);
        int people = 12 + random.Next(14);
        // The same few people over and over: what is done to one of them meets what was done before.
        int[] cast = Enumerable.Range(0, 2 + random.Next(4)).Select(_ => random.Next(people)).ToArray();
        LifeCommand[] commands = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => DrawCommand(random, cast)).ToArray();
        // What was done is worth undoing at the end, when somebody else has changed the same of the same person again.
        Deed[] answers = [];
        if (random.Next(3) == 0)
        {
            answers = commands.Select((command, place) => AnswerTo(command, place, random)).OfType<Deed>().Where(_ => random.Next(2) == 0).ToArray();
            commands = [.. commands, new LifeCommand("Undo", [cast[0]], 0)];
        }

        // About as many as are going to be sent: what is drawn for later ones never happens.
        int requests = 3 + (5 * commands.Length);
        bool hasMishaps = random.Next(4) > 0;
        return new Life
        {
            Seed = seed,
            Company = 1 + random.Next(50),
            People = people,
            RateLimit = random.Next(4) == 0 ? 3 + random.Next(20) : 0,
            Conflicts = random.Next(3) == 0,
            PageSize = random.Next(4) == 0 ? 1 + random.Next(5) : 0,
            Throttle = 1 + random.Next(8),
            Journal = random.Next(6) > 0,
            ReadOnly = random.Next(40) == 0,
            MaxChanges = random.Next(8) == 0 ? 1 + random.Next(3) : 0,
            Protected = random.Next(8) == 0 ? [cast[0]] : [],
            Commands = commands,
            Mishaps = Enumerable.Range(0, hasMishaps ? random.Next(5) : 0).Select(_ => new Mishap(random.Next(requests), DrawMishap(random))).ToArray(),
            DiskFaults = Enumerable.Range(0, hasMishaps && random.Next(3) == 0 ? 1 + random.Next(2) : 0)
                .Select(_ => new DiskFault(random.Next(3 + (2 * commands.Length)), Pick(random, Enum.GetValues<DiskFaultKind>()))).ToArray(),
            Deeds = Enumerable.Range(0, random.Next(2) == 0 ? 1 + random.Next(4) : 0)
                .Select(_ => new Deed(random.Next(requests), Pick(random, Enum.GetValues<DeedKind>()), Pick(random, cast), random.Next(60))).Concat(answers).ToArray(),
        };
    }

    /// <summary>What another admin makes of something that a command has changed.</summary>
    private static Deed? AnswerTo(LifeCommand command, int place, Random random)
    {
        DeedKind? kind = command.Kind switch
        {
            "SetEmail" => DeedKind.SetEmail,
            "SetProfile" => DeedKind.SetJobTitle,
            "Disable" or "Enable" => DeedKind.Delete,
            "Delete" or "CancelDeletion" => Pick(random, [DeedKind.CancelDeletion, DeedKind.Disable]),
            "Suspend" or "Resume" => Pick(random, [DeedKind.Suspend, DeedKind.Restore]),
            "GroupMembership" => Pick(random, [DeedKind.AddToGroup, DeedKind.RemoveFromGroup]),
            _ => null,
        };
        return kind is { } known ? new Deed(-1, known, Pick(random, command.People), random.Next(60)) { After = place } : null;
    }

    private static LifeCommand DrawCommand(Random random, int[] cast)
    {
        string kind = random.Next(10) switch
        {
            < 3 => Pick(random, Others),
            < 7 => Pick(random, Everyday),
            _ => Pick(random, Kinds),
        };
        int[] people = Enumerable.Range(0, 1 + random.Next(cast.Length)).Select(_ => Pick(random, cast)).Distinct().ToArray();
        return new LifeCommand(kind, people, random.Next(60))
        {
            ReadFirst = random.Next(2) == 0,
            Verify = random.Next(2) == 0,
            WithNext = random.Next(6) == 0,
        };
    }

    private static string DrawMishap(Random random) => random.Next(10) switch
    {
        < 7 => Pick(random, Faults).ToString(),
        _ => Pick(random, Enum.GetValues<MishapKind>()).ToString(),
    };

    private static T Pick<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
