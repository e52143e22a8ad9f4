namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an isolated worker starts: <see cref="CreateBuilder"/>, then configure, build and run.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with configuration from the environment and the command line.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
