using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Exposure;
using AtlassianAdmin.Reviews.Inactivity;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Reviews.Tests.Inactivity;

/// <summary>Nobody is called inactive because something is not known: laws over everything that can be known of a person.</summary>
public class InactivityEvidenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Cutoff = Now.AddDays(-90);

    private static readonly Gen<DateTimeOffset?> Moments = Gen.OneOf(
        Gen.Constant<DateTimeOffset?>(null),
        Gen.Choose(0, 400).Select(days => (DateTimeOffset?)Now.AddDays(-days)));

    private static readonly Gen<IdleSeat> Products =
        from product in Gen.Elements("jira-software", "confluence")
        from place in Gen.Elements(null, "ari:1", "ari:2")
        from last in Moments
        select new IdleSeat(product, place, last);

    private static readonly Gen<Known> People =
        from status in Gen.Elements("active", "suspended", "not_invited", "deactivated", "for_deletion", "something new", null)
        from added in Moments
        from listed in Moments
        from token in Moments
        from tokensKnown in Gen.Elements(true, false)
        from asked in Gen.Elements(true, false)
        from confirmed in Moments
        from products in Gen.ListOf(Products)
        select new Known(status, added, listed, token, tokensKnown, asked, confirmed, [.. products]);

    [Fact]
    public void A_recent_sign_of_life_is_never_overlooked() => Check(person =>
    {
        InactiveUser? found = person.Judge();
        bool isAlive = new[] { person.Listed, person.Token, person.Added, person.Asked ? person.Confirmed : null }.Any(sign => sign >= Cutoff);
        return (found is null) == isAlive;
    });

    [Fact]
    public void Knowing_less_never_makes_a_finding_surer() => Check(person =>
    {
        if (person.Judge() is not { } found)
            return true;
        Known[] less = [person with { Asked = false }, person with { TokensKnown = false }, person with { Added = null }, person with { Listed = null, Asked = false, Token = null }];
        return less.Select(l => l.Judge()).All(l => l is null || l.Confidence <= found.Confidence);
    });

    [Fact]
    public void Nobody_without_a_date_is_a_sure_case_unless_the_state_says_it() => Check(person =>
        person.Judge() is not { Confidence: Confidence.High } found
        || found.LastSeen is not null
        || found.Reason is not (InactivityReason.NoRecentUse or InactivityReason.NoRecordedUse));

    [Fact]
    public void No_seat_is_counted_twice() => Check(person =>
        person.Judge() is not { } found || found.SeatDetails.Select(s => s.ResourceId ?? s.Product).Distinct().Count() == found.Seats.Count);

    [Fact]
    public void Each_finding_says_why_in_whole_sentences() => Check(person =>
        person.Judge() is not { } found || (found.Why.Length > 0 && found.Why.EndsWith('.') && char.IsUpper(found.Why[0])));

    [Fact]
    public void A_person_added_up_twice_counts_once()
    {
        InactiveUser person = new Known("active", Now.AddDays(-300), Now.AddDays(-200), null, true, false, null, [new("jira-software", "ari:1", null), new("jira-software", "ari:2", null)])
            .Judge()!;
        var seats = new IdleSeatSummary();

        seats.Add(person);
        seats.Add(person);

        Assert.Equal(1, seats.People);
        Assert.Equal([1, 1], seats.Counts.Select(c => c.Seats));
        Assert.Equal(["ari:1", "ari:2"], seats.Counts.Select(c => c.ResourceId));
        Assert.All(seats.Counts, c => Assert.Equal(1, c.Medium));
    }

    [Theory]
    [InlineData("557058:4f9acfd2-6155-419b", "557058:4f9acfd2-6155-419b")]
    [InlineData("mia@example.com", "mia@example.com")]
    [InlineData("-Force", "'-Force'")]
    [InlineData("a b", "'a b'")]
    [InlineData("x'; Remove-Item /; '", "'x''; Remove-Item /; '''")]
    [InlineData("x\u2019; y", "'x\u2019\u2019; y'")]
    [InlineData("$(evil)", "'$(evil)'")]
    [InlineData("a\n", "'a\n'")]
    [InlineData("", "''")]
    public void What_to_type_is_one_argument_whatever_it_is_made_of(string value, string expected) =>
        Assert.Equal(expected, CredentialExposure.Argument(value));

    private static void Check(Func<Known, bool> law) => Prop.ForAll(People.ToArbitrary(), law).QuickCheckThrowOnFailure();

    private sealed record Known(
        string? Status, DateTimeOffset? Added, DateTimeOffset? Listed, DateTimeOffset? Token, bool TokensKnown, bool Asked, DateTimeOffset? Confirmed, IReadOnlyList<IdleSeat> Products)
    {
        public InactiveUser? Judge() => new InactivityEvidence
        {
            AccountId = "1",
            Status = Status,
            IsManaged = true,
            AddedToOrg = Added,
            Listed = Listed,
            LastTokenUse = Token,
            TokensKnown = TokensKnown,
            Products = Products,
            ReadAt = Now,
            Activity = Asked
                ? new UserActivity { Products = [new ProductActivity { Key = "confluence", ResourceId = "ari:1", Timestamp = Confirmed }] }
                : null,
        }.Judge(Cutoff, Now);
    }
}
