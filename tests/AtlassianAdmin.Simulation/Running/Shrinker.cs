using AtlassianAdmin.Simulation.Lives;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>Takes out of a life that breaks a law whatever it breaks the law without.</summary>
internal static class Shrinker
{
    private const int MostTries = 600;

    /// <summary>The smallest life that was found to break the same law.</summary>
    public static LifeResult Shrink(LifeResult failing)
    {
        string law = LawOf(failing);
        LifeResult smallest = failing;
        int tries = 0;
        for (bool isSmaller = true; isSmaller && tries < MostTries;)
        {
            isSmaller = false;
            foreach (Life candidate in Smaller(smallest.Life))
            {
                if (++tries > MostTries)
                    break;
                LifeResult result = LifeResult.Of(candidate);
                if (result.Breaches.Count == 0 || LawOf(result) != law)
                    continue;
                smallest = result;
                isSmaller = true;
                break;
            }
        }

        return smallest;
    }

    private static string LawOf(LifeResult result) => result.Breaches[0].Split(':')[0];

    private static IEnumerable<Life> Smaller(Life life)
    {
        foreach (IReadOnlyList<LifeCommand> commands in Without(life.Commands).Where(c => c.Count > 0))
            yield return life with { Commands = commands };
        foreach (IReadOnlyList<Mishap> mishaps in Without(life.Mishaps))
            yield return life with { Mishaps = mishaps };
        foreach (IReadOnlyList<DiskFault> faults in Without(life.DiskFaults))
            yield return life with { DiskFaults = faults };
        foreach (IReadOnlyList<Deed> deeds in Without(life.Deeds))
            yield return life with { Deeds = deeds };
        for (int place = 0; place < life.Commands.Count; place++)
        {
            foreach (LifeCommand command in Smaller(life.Commands[place]))
                yield return life with { Commands = [.. life.Commands.Take(place), command, .. life.Commands.Skip(place + 1)] };
        }

        Life[] plainer =
        [
            life with { RateLimit = 0 }, life with { PageSize = 0 }, life with { Conflicts = false }, life with { Throttle = 1 }, life with { Protected = [] },
            life with { MaxChanges = 0 }, life with { ReadOnly = false }, life with { Journal = true },
        ];
        // Lists are compared by reference: those that were empty stay the same object.
        foreach (Life one in plainer.Where(p => p.ToString() != life.ToString()))
            yield return one;
    }

    private static IEnumerable<LifeCommand> Smaller(LifeCommand command)
    {
        if (command.People.Count > 1)
        {
            foreach (IReadOnlyList<int> people in Without(command.People))
                yield return command with { People = people };
        }

        if (command.WithNext)
            yield return command with { WithNext = false };
        if (command.ReadFirst)
            yield return command with { ReadFirst = false };
        if (command.Verify)
            yield return command with { Verify = false };
    }

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> all)
    {
        for (int place = 0; place < all.Count; place++)
            yield return [.. all.Take(place), .. all.Skip(place + 1)];
    }
}
