using System;
using System.Linq;
using AtlassianAdmin.Binding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AtlassianAdmin.Tests.Binding;

/// <summary>What Excel, mail programs and web pages do to a value, and what it still says.</summary>
public class CellTextTests
{
    private const string Address = "mia.active@example.com";
    private const string Id = "712020:4f9acfd2-6155-419b-8de5-5b5cf27a59a0";
    private const string Hex = "5b10a2844c20165700ede21f";
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Theory]
    [InlineData("mia.active@example.com")]
    [InlineData("  mia.active@example.com  ")]
    [InlineData("mia.active@example.com\u00A0")]
    [InlineData("\u00A0\u00A0mia.active@example.com")]
    [InlineData("mia.active@example.com\u200B")]
    [InlineData("mia.\u200Bactive@example.com")]
    [InlineData("\u200Emia.active@example.com\u200E")]
    [InlineData("\u202Amia.active@example.com\u202C")]
    [InlineData("\uFEFFmia.active@example.com")]
    [InlineData("mia.active@exam\u00ADple.com")]
    [InlineData("\u201Cmia.active@example.com\u201D")]
    [InlineData("\u201Emia.active@example.com\u201C")]
    [InlineData("\u00ABmia.active@example.com\u00BB")]
    [InlineData("\u2018mia.active@example.com\u2019")]
    [InlineData("'mia.active@example.com")]
    [InlineData("\"mia.active@example.com\"")]
    [InlineData("=\"mia.active@example.com\"")]
    [InlineData("mailto:mia.active@example.com")]
    [InlineData("MAILTO:mia.active@example.com")]
    [InlineData("mailto:mia.active@example.com?subject=Hello")]
    [InlineData("SMTP:mia.active@example.com")]
    [InlineData("<mia.active@example.com>")]
    [InlineData("Mia Active <mia.active@example.com>")]
    [InlineData("\"Active, Mia\" <mia.active@example.com>")]
    [InlineData("Mia Active <mailto:mia.active@example.com>")]
    [InlineData("Mia Active (mia.active@example.com)")]
    [InlineData("Mia Active [mia.active@example.com]")]
    [InlineData("mia.active@example.com (Mia Active)")]
    [InlineData("mia.active@example.com;")]
    [InlineData("mia.active@example.com,")]
    [InlineData("mia.active@example.com.")]
    [InlineData("mia.active@example.com\r\n")]
    [InlineData("\u3000mia.active@example.com\u2003")]
    [InlineData("\u202Fmia.active@example.com\u2007")]
    public void An_address_is_read_through_what_is_around_it(string cell) => Assert.Equal(Address, CellText.ReadEmail(CellText.Clean(cell), out _));

    [Theory]
    [InlineData("Mia Active <mia.active@example.com>", "Mia Active")]
    [InlineData("\"Active, Mia\" <mia.active@example.com>", "Active, Mia")]
    [InlineData("mia.active@example.com (Mia Active)", "Mia Active")]
    [InlineData("<mia.active@example.com>", null)]
    [InlineData("mia.active@example.com", null)]
    public void The_name_beside_an_address_is_read_too(string cell, string? name)
    {
        Assert.Equal(Address, CellText.ReadEmail(CellText.Clean(cell), out string? read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("mia.active")]
    [InlineData("mia.active@")]
    [InlineData("@example.com")]
    [InlineData("mia active@example.com")]
    [InlineData("mia@active@example.com")]
    [InlineData("mia\n@example.com")]
    [InlineData("mia\u00A0active@example.com")]
    [InlineData("Mia <mia> active@example.com x")]
    [InlineData("mailto:")]
    [InlineData("")]
    [InlineData("@")]
    public void What_is_no_whole_address_is_none(string cell) => Assert.Null(CellText.ReadEmail(CellText.Clean(cell), out _));

    [Theory]
    [InlineData(Id, Id)]
    [InlineData(Hex, Hex)]
    [InlineData("557058:f58131cb-b67d-43c7-b30d-6b58d40bd077", "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077")]
    [InlineData("'" + Id, Id)]
    [InlineData(Hex + "\u00A0", Hex)]
    [InlineData("\u200B" + Hex, Hex)]
    [InlineData("\u201C" + Id + "\u201D", Id)]
    [InlineData("=\"" + Hex + "\"", Hex)]
    [InlineData("[~accountid:" + Id + "]", Id)]
    [InlineData("accountid:" + Hex, Hex)]
    [InlineData("ari:cloud:identity::user/" + Id, Id)]
    [InlineData("712020%3A4f9acfd2-6155-419b-8de5-5b5cf27a59a0", Id)]
    [InlineData("qm:4f9acfd2-6155-419b-8de5-5b5cf27a59a0", "qm:4f9acfd2-6155-419b-8de5-5b5cf27a59a0")]
    [InlineData("ug:4f9acfd2-6155-419b-8de5-5b5cf27a59a0", "ug:4f9acfd2-6155-419b-8de5-5b5cf27a59a0")]
    public void An_account_id_is_read_by_its_form(string cell, string id) => Assert.Equal(id, CellText.ReadAccountId(CellText.Clean(cell)));

    [Theory]
    [InlineData("4711")]
    [InlineData("E1234")]
    [InlineData("000123456789")]
    [InlineData("ACC-2026-0001")]
    [InlineData("4f9acfd2-6155-419b-8de5-5b5cf27a59a0")]
    [InlineData("{4f9acfd2-6155-419b-8de5-5b5cf27a59a0}")]
    [InlineData("5b10a2844c20165700ede21")]
    [InlineData("5b10a2844c20165700ede21ff")]
    [InlineData("5b10a2844c20165700ede21g")]
    [InlineData("712020:")]
    [InlineData("712020:4f9acfd2")]
    [InlineData("abc:4f9acfd2-6155-419b-8de5-5b5cf27a59a0")]
    [InlineData("S-1-5-21-1004336348-1177238915")]
    [InlineData("EXAMPLE\\mia")]
    [InlineData("cn=mia,ou=people,dc=example,dc=com")]
    [InlineData("")]
    public void A_number_of_something_else_is_no_account_id(string cell) => Assert.Null(CellText.ReadAccountId(CellText.Clean(cell)));

    [Theory]
    [InlineData("7.12E+05")]
    [InlineData("7,12E+05")]
    [InlineData("5.57E+20:4f9acfd2-6155-419b-8de5-5b5cf27a59a0")]
    [InlineData("5.57058E+23")]
    [InlineData("5E+22")]
    [InlineData("1.2345e+30")]
    [InlineData("'5,57058E+23")]
    [InlineData("7.1202E5")]
    [InlineData("557058111222333000000000")]
    [InlineData(" 6.10E+23 ")]
    [InlineData("6.1E23")]
    public void What_Excel_makes_of_an_id_is_recognized(string cell)
    {
        Assert.True(CellText.IsDamaged(CellText.Clean(cell)));
        Assert.Null(CellText.ReadAccountId(CellText.Clean(cell)));
    }

    [Theory]
    [InlineData(Id)]
    [InlineData(Hex)]
    [InlineData("7e05")]
    [InlineData("557058111222333444555666")]
    [InlineData("4711")]
    [InlineData("1.2")]
    [InlineData("E+05")]
    [InlineData("31.12.2026")]
    public void What_only_looks_a_little_like_it_is_not(string cell) => Assert.False(CellText.IsDamaged(cell));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0")]
    [InlineData("\u200B\uFEFF")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("—")]
    [InlineData("n/a")]
    [InlineData("N/A")]
    [InlineData("#N/A")]
    [InlineData("#NV")]
    [InlineData("#NAME?")]
    [InlineData("#VALUE!")]
    [InlineData("NULL")]
    [InlineData("none")]
    [InlineData("\"\"")]
    [InlineData("=\"\"")]
    [InlineData("########")]
    public void A_cell_that_says_nothing_is_empty(string cell) => Assert.Equal("", CellText.Clean(cell));

    [Theory]
    [InlineData("a@example.com; b@example.com", 2)]
    [InlineData("a@example.com,b@example.com", 2)]
    [InlineData("a@example.com b@example.com", 2)]
    [InlineData("A B <a@example.com>; C D <c@example.com>", 2)]
    [InlineData("a@example.com\nb@example.com\nc@example.com", 3)]
    [InlineData("a@example.com | b@example.com", 2)]
    [InlineData("a@example.com", 1)]
    [InlineData("a@b@example.com", 1)]
    [InlineData("a@example.com; and somebody", 1)]
    public void A_list_of_addresses_in_one_cell_is_several(string cell, int count) => Assert.Equal(count, CellText.Split(CellText.Clean(cell)).Count);

    [Fact]
    public void Whatever_is_around_a_value_it_says_the_same() =>
        Prop.ForAll(Gen.Elements(Address, Id, Hex).SelectMany(_ => Gen.Choose(0, int.MaxValue), (value, seed) => (value, seed)).ToArbitrary(), sample =>
        {
            string cell = RandomText.Surround(sample.value, sample.seed);
            string clean = CellText.Clean(cell);
            string? read = CellText.ReadEmail(clean, out _) ?? CellText.ReadAccountId(clean);
            return (read == sample.value).Label($"'{cell}' says '{read}'");
        }).Check(Many);

    [Fact]
    public void Any_text_at_all_can_be_cleaned_and_a_second_time_changes_nothing() =>
        Prop.ForAll(RandomText.Any.ToArbitrary(), text =>
        {
            string clean = CellText.Clean(text);
            string shown = CellText.Show(text);
            _ = CellText.Split(clean);
            bool good = CellText.Clean(clean) == clean && shown.Length <= 101 && !shown.Any(char.IsControl)
                && (CellText.ReadEmail(clean, out _) is not { } email || CellText.FaultOfEmail(email) is null);
            return good.Label($"'{text}' became '{clean}'");
        }).Check(Many);
}
