namespace BlueSky.SdkSubset.Tests.Azurite;

/// <summary>Tests that share one Azurite, each with tables and queues of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedAzurite : ICollectionFixture<AzuriteProcess>
{
    public const string Name = "Azurite";
}
