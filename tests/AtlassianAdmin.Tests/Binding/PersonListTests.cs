using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AtlassianAdmin.Binding;
using Xunit;

namespace AtlassianAdmin.Tests.Binding;

/// <summary>The lists that admins have, as consoles, directories and HR systems write them.</summary>
public class PersonListTests
{
    private const string Mia = "712020:4f9acfd2-6155-419b-8de5-5b5cf27a59a0";
    private const string Tom = "5b10a2844c20165700ede21f";

    [Theory]
    [InlineData("managed-accounts.csv", ',', "Atlassian ID,Email")]
    [InlineData("export-users.csv", ',', "User id,email")]
    [InlineData("export-users-with-groups.csv", ',', "User id,email")]
    [InlineData("address-migration.csv", ',', "Atlassian ID,Current Email")]
    [InlineData("entra-graph.csv", ',', "Mail")]
    [InlineData("entra-portal.csv", ',', "mail")]
    [InlineData("active-directory.csv", ',', "mail")]
    [InlineData("exchange.csv", ',', "PrimarySmtpAddress")]
    [InlineData("hr-german.csv", ';', "E-Mail")]
    [InlineData("hr-workday.csv", ',', "Work Email")]
    public void Each_row_is_read_by_every_column_that_names_the_person(string file, char delimiter, string columns)
    {
        List<PersonRow> rows = Read(file, delimiter);
        Assert.True(rows.Count >= 2);
        Assert.All(rows, (row, index) =>
        {
            PersonClue[] counting = [.. row.Clues.Where(c => c.Kind is ClueKind.AccountId or ClueKind.Email && c.Rank == 0)];
            Assert.Equal(columns.Split(','), counting.Select(c => c.Column));
            string[] wanted = index % 2 == 0 ? [Mia, "mia.active@example.com"] : [Tom, "many.tokens@example.com"];
            Assert.All(counting, c => Assert.Contains(c.Value, wanted, StringComparer.OrdinalIgnoreCase));
            Assert.True(PersonName.Fits(row.Name!, index % 2 == 0 ? "Mia Active" : "Tom Tokens"));
            Assert.Null(row.Fault);
        });
    }

    [Theory]
    [InlineData("managed-accounts.csv", ';')]
    [InlineData("hr-german.csv", ',')]
    [InlineData("hr-workday.csv", '\t')]
    public void A_list_of_another_delimiter_names_nobody_and_shows_what_it_found(string file, char delimiter)
    {
        PersonRow row = Read(file, delimiter)[0];
        Assert.DoesNotContain(row.Clues, c => c.Kind is ClueKind.AccountId or ClueKind.Email);
        Assert.False(row.NamesPeople);
        Assert.Contains("'" + File.ReadLines(PathOf(file)).First().Trim('\uFEFF').Split(delimiter)[0], row.Fault!, StringComparison.Ordinal);
    }

    private static List<PersonRow> Read(string file, char delimiter)
    {
        List<string[]> lines = [.. File.ReadAllText(PathOf(file))
            .Replace("{MIA}", Mia, StringComparison.Ordinal)
            .Replace("{TOM}", Tom, StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r'))
            .Select(line => line.Contains("\",\"", StringComparison.Ordinal) ? line.Split("\",\"") : line.Split(delimiter))];
        return [.. lines.Skip(1).Select(cells => PersonRow.Read(
            [.. lines[0].Select((header, index) => KeyValuePair.Create(header, (string?)cells.ElementAtOrDefault(index)))]))];
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Lists", file);
}
