using AtlassianAdmin.Binding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AtlassianAdmin.Tests.Binding;

/// <summary>Whether two names can be the same person's.</summary>
public class PersonNameTests
{
    [Theory]
    [InlineData("Mia Active", "Mia Active")]
    [InlineData("MIA ACTIVE", "mia active")]
    [InlineData("Active, Mia", "Mia Active")]
    [InlineData("Mia Schulz", "Mia Active")]
    [InlineData("Dr. Mia Active-Schulz", "Mia Active")]
    [InlineData("José Núñez", "Jose Nunez")]
    [InlineData("Müller", "Jürgen Mueller")]
    [InlineData("Juergen Muller", "Jürgen Müller")]
    [InlineData("Søren", "Soren Kierkegaard")]
    [InlineData("Łukasz Żak", "Lukasz Zak")]
    [InlineData("Straße", "Strasse")]
    [InlineData("山田太郎", "山田 太郎")]
    [InlineData("mia.active", "Mia Active")]
    [InlineData("Mia\u00A0Active", "Mia Active")]
    [InlineData("O\u2019Neill", "O'Neill")]
    [InlineData("", "Mia Active")]
    public void One_word_in_common_is_enough(string one, string other)
    {
        Assert.True(PersonName.Fits(one, other));
        Assert.True(PersonName.Fits(other, one));
    }

    [Theory]
    [InlineData("Tom Tokens", "Mia Active")]
    [InlineData("Mia", "Miaa Active")]
    [InlineData("Tokens, Tom", "Active, Mia")]
    [InlineData("Иван Петров", "Mia Active")]
    [InlineData("Alexandra", "Alex Kim")]
    public void Without_a_word_in_common_it_is_somebody_else(string one, string other)
    {
        Assert.False(PersonName.Fits(one, other));
        Assert.False(PersonName.Fits(other, one));
    }

    [Fact]
    public void Any_two_texts_can_be_compared_and_a_text_fits_itself() =>
        Prop.ForAll(Gen.Zip(RandomText.Any, RandomText.Any).ToArbitrary(), names =>
            PersonName.Fits(names.Item1, names.Item1) && PersonName.Fits(names.Item1, names.Item2) == PersonName.Fits(names.Item2, names.Item1))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
