namespace ElasticAccess.Model.Tests;

/// <summary>Tests that take the whole machine for a given time.</summary>
[CollectionDefinition(nameof(OneAtATime))]
public sealed class OneAtATime;
