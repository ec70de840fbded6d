using System;
using System.Collections.Generic;
using System.Linq;
using AtlassianAdmin.Binding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AtlassianAdmin.Tests.Binding;

/// <summary>Who a row means: what counts, what is passed over, and what is told when nothing counts.</summary>
public class PersonRowTests
{
    private const string Mia = "712020:4f9acfd2-6155-419b-8de5-5b5cf27a59a0";
    private const string Tom = "5b10a2844c20165700ede21f";
    private const string Guid = "2c1e6b1a-6b2a-4f8e-9f10-6d4f3d1f7a01";
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    // Cells as header=value, and what counts of them as column=value.
    [Theory]
    [InlineData("AccountId=4711", "AccountId=4711")]
    [InlineData("AccountId=a1|Email=mia@example.com", "AccountId=a1,Email=mia@example.com")]
    [InlineData("Account ID=4711|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("account_id=INV-2026|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("User ID=E1234|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("User id=" + Guid + "|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("User ID=" + Mia + "|Email=mia@example.com", "User ID=" + Mia + ",Email=mia@example.com")]
    [InlineData("Account ID=" + Mia + "|Atlassian ID=" + Tom, "Account ID=" + Mia + ",Atlassian ID=" + Tom)]
    [InlineData("AccountId=" + Mia + "|AAID=" + Mia, "AccountId=" + Mia)]
    [InlineData("User ID=mia@example.com", "User ID=mia@example.com")]
    [InlineData("User ID=tom@example.com|Email=mia@example.com", "User ID=tom@example.com,Email=mia@example.com")]
    [InlineData("Email=" + Tom + "|AccountId=" + Mia, "Email=" + Tom + ",AccountId=" + Mia)]
    [InlineData("Email=mia@example.com|Mail=tom@example.com", "Email=mia@example.com,Mail=tom@example.com")]
    [InlineData("Email=mia@example.com|Work Email=MIA@example.com", "Email=mia@example.com")]
    [InlineData("Email=mia@example.com; tom@example.com", "Email=mia@example.com,Email=tom@example.com")]
    [InlineData("Email=-|Mail=mia@example.com", "Mail=mia@example.com")]
    [InlineData("Email=mia|Mail=mia@example.com", "Mail=mia@example.com")]
    [InlineData("AccountId=n/a|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("AccountId=-|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("Id=" + Mia, "Id=" + Mia)]
    [InlineData("Id=" + Mia + "|Email=", "Id=" + Mia)]
    [InlineData("Id=" + Mia + "|User ID=E1234", "Id=" + Mia)]
    [InlineData("Id=" + Tom + "|Email=mia@example.com", "Email=mia@example.com")]
    [InlineData("Id=" + Guid + "|Mail=mia@example.com", "Mail=mia@example.com")]
    [InlineData("id=4711|Login=mia@example.com", "Login=mia@example.com")]
    [InlineData("Login=mia@example.com", "Login=mia@example.com")]
    [InlineData("UPN=mia@example.com|Email=tom@example.com", "Email=tom@example.com")]
    [InlineData("Old email=mia.old@example.com|Atlassian ID=" + Mia, "Atlassian ID=" + Mia)]
    [InlineData("Old email=mia@example.com|New Email=mia.new@example.com", "Old email=mia@example.com")]
    [InlineData("Old email=mia@example.com|Login=tom@example.com", "Old email=mia@example.com,Login=tom@example.com")]
    [InlineData("UserPrincipalName=mia@example.com|Id=" + Guid, "UserPrincipalName=mia@example.com")]
    [InlineData("Manager email=tom@example.com|Work Email=mia@example.com", "Work Email=mia@example.com")]
    [InlineData("Identity=mia|PrimarySmtpAddress=mia@example.com", "PrimarySmtpAddress=mia@example.com")]
    [InlineData("Identity=tom@example.com|Email=mia@example.com", "Identity=tom@example.com,Email=mia@example.com")]
    [InlineData("Identity=" + Mia, "Identity=" + Mia)]
    [InlineData("Input=mia@example.com", "Input=mia@example.com")]
    [InlineData("Input=tom@example.com|AccountId=" + Mia, "AccountId=" + Mia)]
    [InlineData("User name=Mia Active|email=mia@example.com", "email=mia@example.com")]
    [InlineData("UserName=mia@example.com", "UserName=mia@example.com")]
    [InlineData("Atlassian ID=7.12E+05|Email=mia@example.com", "Email=mia@example.com")]
    public void What_names_the_person_counts_and_the_rest_is_passed_over(string cells, string counting)
    {
        PersonRow row = Row(cells);
        Assert.Equal(counting.Split(',').Order(), Counting(row).Select(c => $"{c.Column}={c.Value}").Order());
        Assert.Null(row.Fault);
    }

    [Theory]
    [InlineData("Account ID=4711", "Account ID", "4711")]
    [InlineData("User ID=E1234", "User ID", "E1234")]
    [InlineData("Id=" + Guid, "Id", Guid)]
    [InlineData("Id=4711|Name=Mia", "Id", "4711")]
    [InlineData("Email=mia", "Email", "mia")]
    [InlineData("Email=mia active@example.com", "Email", "mia active@example.com")]
    [InlineData("Identity=acme.local/Users/Mia", "Identity", "acme.local/Users/Mia")]
    [InlineData("Login=mia", "Login", "mia")]
    [InlineData("Email=|AccountId= ", "Email", "AccountId")]
    [InlineData("Atlassian ID=7.12E+05", "Atlassian ID", "Excel")]
    [InlineData("AccountId=5.57E+20:4f9acfd2-6155-419b-8de5-5b5cf27a59a0", "AccountId", "5.57E+20")]
    [InlineData("New Email=mia@example.com", "no column", "New Email")]
    [InlineData("Manager email=tom@example.com|Name=Mia", "no column", "Manager email")]
    [InlineData("Name;E-Mail;Abteilung=Mia;mia@example.com;HR", "no column", "'Name;E-Mail;Abteilung'")]
    public void A_row_that_names_nobody_says_why(string cells, string first, string second)
    {
        PersonRow row = Row(cells);
        Assert.Empty(Counting(row));
        Assert.Contains(first, row.Fault!, StringComparison.Ordinal);
        Assert.Contains(second, row.Fault!, StringComparison.Ordinal);
        Assert.InRange(row.Fault!.Length, 10, 400);
    }

    [Theory]
    [InlineData("Name=Mia Active|Email=m@example.com", "Mia Active")]
    [InlineData("DisplayName=Mia Active|Email=m@example.com", "Mia Active")]
    [InlineData("User name=Mia Active|email=m@example.com", "Mia Active")]
    [InlineData("First name=Mia|Last name=Active|Email=m@example.com", "Mia Active")]
    [InlineData("Vorname=Mia|Nachname=Active|E-Mail=m@example.com", "Mia Active")]
    [InlineData("Email=Mia Active <m@example.com>", "Mia Active")]
    [InlineData("UserName=mia|Email=m@example.com", null)]
    [InlineData("First name=Mia|Email=m@example.com", null)]
    public void The_name_is_read_where_a_row_has_one(string cells, string? name) => Assert.Equal(name, Row(cells).Name);

    [Theory]
    [InlineData("Email=|AccountId=", true, false)]
    [InlineData("Email= |Name=\u00A0", true, false)]
    [InlineData("Email=Email|Name=Name", false, true)]
    [InlineData("Email=E-Mail|AccountId=Account ID", false, true)]
    [InlineData("Email=Work Email|AccountId=Account ID", false, false)]
    [InlineData("Email=EMAIL|Atlassian ID=atlassian_id|Other=", false, true)]
    [InlineData("Email=m@example.com|Name=", false, false)]
    public void Blank_rows_and_repeated_headers_are_recognized(string cells, bool blank, bool header)
    {
        PersonRow row = Row(cells);
        Assert.Equal((blank, header), (row.IsBlank, row.IsHeader));
    }

    [Theory]
    [InlineData("Name;E-Mail;Abteilung=x", "add -Delimiter ';' to Import-Csv")]
    [InlineData("Name;Atlassian ID=x", "add -Delimiter ';' to Import-Csv")]
    [InlineData("Name\tEmail\tStatus=x", "add -Delimiter \"`t\" to Import-Csv")]
    [InlineData("Name,Email,Atlassian ID,Status=x", "add -Delimiter ',' to Import-Csv")]
    [InlineData("\"User id;\"\"User name\"\";email\"=x", "add -Delimiter ';' to Import-Csv")]
    [InlineData("N\0a\0m\0e\0=x", "add -Encoding")]
    [InlineData("E\uFFFDMail\uFFFDAdr=x", "add -Encoding")]
    [InlineData("Name=x", null)]
    [InlineData("Name;Abteilung=x", null)]
    [InlineData("Person=x|Kontakt=y", null)]
    public void A_list_that_was_read_in_a_wrong_way_is_told_how_to_read_it(string cells, string? hint)
    {
        PersonRow row = Row(cells);
        Assert.False(row.NamesPeople);
        Assert.Equal(hint is not null, row.Fault!.Contains("add -", StringComparison.Ordinal));
        Assert.Contains(hint ?? "", row.Fault!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Email=mia@example.com|Kontakt=tom@example.com", "Kontakt")]
    [InlineData("Email=mia@example.com|Kontakt=" + Tom + "|Assignee=" + Mia, "Kontakt,Assignee")]
    [InlineData("Email=mia@example.com|Kontakt=Tom <tom@example.com>", "Kontakt")]
    [InlineData("Email=mia@example.com|Manager email=tom@example.com|New Email=x@example.com|Login=tom@example.com", "")]
    [InlineData("Email=mia@example.com|Site=acme.atlassian.net|Status=Active|Group id=" + Guid, "")]
    [InlineData("Kontakt=tom@example.com", "Kontakt")]
    public void A_column_that_is_not_read_although_people_are_in_it_is_noted(string cells, string columns) =>
        Assert.Equal(columns.Split(',', StringSplitOptions.RemoveEmptyEntries), Row(cells).IgnoredPeople);

    [Theory]
    [InlineData("Kontakt=mia@example.com|Email=tom@example.com", "Kontakt", "mia@example.com")]
    [InlineData("kon-takt=" + Mia, "Kontakt", Mia)]
    [InlineData("Kontakt=a1", "Kontakt", "a1")]
    [InlineData("Manager email=tom@example.com|Email=mia@example.com", "Manager Email", "tom@example.com")]
    [InlineData("User ID=4711|Email=mia@example.com", "user id", "4711")]
    public void A_column_that_is_named_is_the_only_one_that_counts(string cells, string column, string value)
    {
        PersonRow row = PersonRow.Read(Cells(cells), column);
        Assert.Equal([value], row.Clues.Select(c => c.Value));
    }

    [Fact]
    public void The_order_of_the_columns_makes_no_difference() =>
        Prop.ForAll(Rows.SelectMany(_ => Gen.Choose(0, int.MaxValue), (cells, seed) => (cells, seed)).ToArbitrary(), sample =>
        {
            var random = new Random(sample.seed);
            KeyValuePair<string, string?>[] shuffled = [.. sample.cells.OrderBy(_ => random.Next())];
            bool same = Said(PersonRow.Read(sample.cells)).SequenceEqual(Said(PersonRow.Read(shuffled)));
            return same.Label(string.Join(" | ", sample.cells));
        }).Check(Many);

    [Fact]
    public void A_column_that_has_an_id_or_an_address_is_never_left_out() =>
        Prop.ForAll(Rows.ToArbitrary(), cells =>
        {
            PersonRow row = PersonRow.Read(cells);
            bool all = cells.Where(c => PersonColumns.Find(c.Key).CanName()).All(c =>
            {
                string clean = CellText.Clean(c.Value);
                string? said = CellText.ReadEmail(clean, out _) ?? CellText.ReadAccountId(clean);
                return said is null || row.Clues.Any(clue => string.Equals(clue.Value, said, StringComparison.OrdinalIgnoreCase));
            });
            return all.Label(string.Join(" | ", cells));
        }).Check(Many);

    [Fact]
    public void Any_row_at_all_can_be_read() =>
        Prop.ForAll(Gen.Zip(RandomText.Any, RandomText.Any).Select(c => KeyValuePair.Create(c.Item1, (string?)c.Item2)).ListOf().ToArbitrary(), cells =>
        {
            PersonRow row = PersonRow.Read([.. cells]);
            bool good = row.Clues.All(c => c.Value.Length > 0) && (row.Fault is null || row.Fault.Length < 450) && !row.Input.Any(char.IsControl) && !(row.Fault ?? "").Any(char.IsControl);
            return good.Label($"{row.Input}: {row.Fault}");
        }).Check(Many);

    private static Gen<KeyValuePair<string, string?>[]> Rows
    {
        get
        {
            string[] headers = ["AccountId", "Account ID", "User id", "Atlassian ID", "AAID", "Email", "E-Mail", "Work email", "Mail", "Old email", "Login", "UPN", "Id", "Identity", "Input", "Manager email", "New Email", "Name", "Status"];
            string[] values = [Mia, Tom, "mia@example.com", "TOM@example.com", "nobody@example.com", "4711", "E1234", Guid, "", "-", "7.12E+05", "Mia <mia@example.com>", "a@example.com; b@example.com", "\u200Bmia@example.com\u00A0"];
            return Gen.Zip(Gen.Elements(headers), Gen.Elements(values)).Select(c => KeyValuePair.Create(c.Item1, (string?)c.Item2)).ListOf()
                .Select(cells => cells.GroupBy(c => c.Key).Select(g => g.First()).ToArray());
        }
    }

    private static IEnumerable<(ClueKind, string, int)> Said(PersonRow row) =>
        row.Clues.Select(c => (c.Kind, c.Value.ToUpperInvariant(), c.Rank)).Order();

    // As an organization counts them.
    private static List<PersonClue> Counting(PersonRow row)
    {
        List<PersonClue> clues = [.. row.Clues.Where(c => c.Kind is ClueKind.AccountId or ClueKind.Email)];
        return [.. clues.Where(c => c.Rank == clues[0].Rank)];
    }

    private static PersonRow Row(string cells) => PersonRow.Read(Cells(cells));

    private static List<KeyValuePair<string, string?>> Cells(string cells) =>
        [.. cells.Split('|').Select(cell => KeyValuePair.Create(cell[..cell.IndexOf('=', StringComparison.Ordinal)], (string?)cell[(cell.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
}
