namespace AtlassianAdmin.Changes.Plans;

/// <summary>One of several runs that share a plan. No person is in two parts, and whoever waits for another person's step is in the same one.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
public sealed record PlanPart(int Number, int Count)
{
    /// <summary>The people of this part, in the order of the plan.</summary>
    internal IReadOnlyList<PlanPerson> PeopleOf(Plan plan)
    {
        var together = new Dictionary<PlanPerson, PlanPerson>();
        PlanPerson FirstWith(PlanPerson person)
        {
            while (together.TryGetValue(person, out PlanPerson? earlier) && earlier != person)
                person = earlier;
            return person;
        }

        // Whoever stands first in the plan stands for all who must stay together.
        Dictionary<PlanPerson, int> places = plan.People.Select((person, place) => (person, place)).ToDictionary(p => p.person, p => p.place);
        void Join(PlanPerson one, PlanPerson other)
        {
            (one, other) = (FirstWith(one), FirstWith(other));
            bool isFirst = places[one] < places[other];
            together[isFirst ? other : one] = isFirst ? one : other;
        }

        foreach (IGrouping<string, PlanPerson> same in plan.People.Where(p => p.Subject.PersonId is not null).GroupBy(p => p.Subject.PersonId!, StringComparer.Ordinal))
        {
            foreach (PlanPerson again in same.Skip(1))
                Join(same.First(), again);
        }

        foreach (PlanPerson person in plan.People)
        {
            foreach (PlanPerson awaited in person.Steps.SelectMany(s => s.Awaited).Select(s => s.Owner).OfType<PlanPerson>())
                Join(awaited, person);
        }

        var people = new List<PlanPerson>();
        int next = 0;
        foreach (IGrouping<PlanPerson, PlanPerson> group in plan.People.GroupBy(FirstWith))
        {
            if (next++ % Count == Number - 1)
                people.AddRange(group);
        }

        return people.OrderBy(p => places[p]).ToList();
    }

    /// <summary>As a journal keeps it, such as <c>2/4</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");

    /// <summary>The same in words.</summary>
    internal static string Tell(string? part) => part is null ? "the whole plan" : $"part {part} of the plan";
}
