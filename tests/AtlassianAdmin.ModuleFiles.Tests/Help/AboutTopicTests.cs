using AtlassianAdmin.ModuleFiles.Help;
using AtlassianAdmin.ModuleFiles.Pages;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests.Help;

public sealed class AboutTopicTests
{
    [Fact]
    public void A_topic_has_the_form_that_Get_Help_reads() => Assert.Equal(
        """
        TOPIC
            about_Sample

        SHORT DESCRIPTION
            What a sample is.

          A part
            - One.

                Get-Sample

        """,
        AboutTopic.Write(
        [
            new(BlockKind.Heading, 1, ["about_Sample"], 1),
            new(BlockKind.Heading, 3, ["Short description"], 2),
            new(BlockKind.Text, 5, ["What a sample is."]),
            new(BlockKind.Heading, 7, ["A part"], 3),
            new(BlockKind.List, 9, ["- One."]),
            new(BlockKind.Code, 11, ["Get-Sample"]),
        ]));
}
