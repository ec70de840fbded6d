namespace AtlassianAdmin.Architecture.Tests;

public class OurAssemblyTests
{
    private const string Fixtures = "AtlassianAdmin.Architecture.Tests.Fixtures.";

    private static readonly OurAssembly ThisAssembly = OurAssembly.Read("AtlassianAdmin.Architecture.Tests");

    public static TheoryData<string> UsedInOneWay => [.. ThisAssembly.Types.Where(t => t.Namespace == Fixtures + "Below").Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(UsedInOneWay))]
    public void Every_way_to_use_a_type_is_seen(string used) =>
        Assert.Contains(new TypeUse(new TypeName(Fixtures + "Above", "Using"), new TypeName(Fixtures + "Below", used)), ThisAssembly.Uses);

    [Fact]
    public void What_is_used_uses_nothing_of_its_user() =>
        Assert.DoesNotContain(ThisAssembly.Uses, u => u.User.Namespace == Fixtures + "Below" && u.Used.Namespace != u.User.Namespace);

    [Fact]
    public void The_assemblies_of_all_projects_have_types_that_use_each_other() =>
        Assert.All(Project.All, p => Assert.NotEmpty(p.Assembly.Uses));
}
