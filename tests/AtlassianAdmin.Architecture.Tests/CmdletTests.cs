using System.IO;

namespace AtlassianAdmin.Architecture.Tests;

public class CmdletTests
{
    private static readonly Cmdlets Ours = Cmdlets.Of("AtlassianAdmin");

    private static readonly Cmdlets Fixtures = Cmdlets.Of("AtlassianAdmin.Architecture.Tests");

    [Fact]
    public void A_cmdlet_has_no_loop() => Assert.True(Ours.Loops.Count == 0, "A loop belongs in another room than a cmdlet:\n" + string.Join("\n", Ours.Loops));

    [Fact]
    public void Every_cmdlet_is_read_and_has_a_file_of_its_own() => Assert.Equal(
        Directory.GetFiles(Path.Combine(SourceTests.Repository, "src/AtlassianAdmin/Commands"), "*Command.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
        Ours.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_way_to_loop_is_seen() => Assert.Equal(
        Fixtures.Names.Where(name => name != "WithoutALoop").Order(StringComparer.Ordinal),
        Fixtures.Loops.Select(loop => loop.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
}
