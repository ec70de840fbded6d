using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Binding;

/// <summary>Takes a plan, and says of a copy of one what to do instead.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlanTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        DeserializedObject.Is(inputData, typeof(Plan))
            ? throw new ArgumentTransformationMetadataException(
                "This is a copy of a plan, which a job, a remote session or a file made: its steps are lost. Write the plan with Export-AtlassianPlan where it was made, and read it here with Import-AtlassianPlan.")
            : inputData;
}
