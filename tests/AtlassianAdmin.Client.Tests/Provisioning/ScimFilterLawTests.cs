using System.Text.Json;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Provisioning;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Provisioning;

/// <summary>Laws of what is asked of a SCIM directory.</summary>
public class ScimFilterLawTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Whatever_the_value_the_filter_asks_for_exactly_that_and_cannot_be_broken_out_of() =>
        Prop.ForAll(Text.ToArbitrary(), value =>
        {
            string filter = ScimFilter.ExternalId(value).ToString();
            const string Begin = "externalId eq ";
            bool asksForIt = filter.StartsWith(Begin, StringComparison.Ordinal) && JsonSerializer.Deserialize<string>(filter[Begin.Length..]) == value;
            return asksForIt.Label(filter);
        }).Check(Many);

    [Fact]
    public void However_short_the_pages_are_everybody_is_read_once_and_the_list_ends() =>
        Prop.ForAll(Gen.Choose(0, 60).SelectMany(total => Gen.Choose(1, 20), (total, size) => (total, size)).ToArbitrary(), list =>
        {
            var seen = new List<int>();
            int pages = 0;
            for (int? start = 1; start is { } from; pages++)
            {
                int[] resources = [.. Enumerable.Range(from, Math.Max(0, Math.Min(list.size, list.total - from + 1)))];
                seen.AddRange(resources);
                Page<int> page = new ScimList<int> { TotalResults = list.total, StartIndex = from, Resources = resources }.ToPage(from);
                start = page.Links?.Next is { } next ? int.Parse(next, System.Globalization.CultureInfo.InvariantCulture) : null;
            }

            bool good = seen.SequenceEqual(Enumerable.Range(1, list.total)) && pages <= (list.total / list.size) + 1;
            return good.Label($"{list}: {pages} pages");
        }).Check(Many);

    // Every kind of character but half ones, and often those that a filter is made of.
    private static Gen<string> Text => Gen.Elements("\"", "\\", " or ", "eq \"", "é", "山", "\n", "\u0007", "😀", "a", "@", "'", "%", "+")
        .ListOf()
        .Select(string.Concat);
}
