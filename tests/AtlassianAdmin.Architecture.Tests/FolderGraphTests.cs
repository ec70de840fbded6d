namespace AtlassianAdmin.Architecture.Tests;

public class FolderGraphTests
{
    [Fact]
    public void Folders_that_use_each_other_one_way_have_no_circle() =>
        Assert.Empty(Graph("Top.A Middle.B", "Middle.B Low.C", "Top.A Low.C").Circles());

    [Fact]
    public void A_folder_may_use_itself() => Assert.Empty(Graph("Low.A Low.B", "Low.B Low.A").Circles());

    [Fact]
    public void A_circle_is_told_with_the_types_that_close_it()
    {
        string circle = Assert.Single(Graph("Top.A Middle.B", "Middle.B Low.C", "Low.C Top.D", "Other.E Low.C").Circles());

        Assert.Equal(
            "These folders use each other in a circle: Low, Middle, Top\n  Low -> Top: C uses D\n  Middle -> Low: B uses C\n  Top -> Middle: A uses B",
            circle);
    }

    [Fact]
    public void The_arrow_with_the_fewest_types_is_told_first()
    {
        string circle = Assert.Single(Graph("Low.A Top.B", "Low.C Top.B", "Top.B Low.A").Circles());

        Assert.StartsWith("These folders use each other in a circle: Low, Top\n  Top -> Low: B uses A\n", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_circles_are_two() => Assert.Equal(2, Graph("A.X B.X", "B.X A.X", "B.X C.X", "C.X D.X", "D.X C.X").Circles().Count);

    /// <summary>Each use as <c>Folder.Type Folder.Type</c>.</summary>
    private static FolderGraph Graph(params string[] uses) => new(uses.Select(use => use.Split(' ')).Select(pair => new TypeUse(Name(pair[0]), Name(pair[1]))));

    private static TypeName Name(string text) => new(text.Split('.')[0], text.Split('.')[1]);
}
