namespace BlueSky.LocalHost.SendGrid;

/// <summary>The routes of the SendGrid stand-in for the app, and of its faults for tests.</summary>
internal static class SendGridRoutes
{
    private const int MaxFaultsBytes = 1024 * 1024;

    public static IServiceCollection AddSendGridStandIn(this IServiceCollection services) => services
        .AddSingleton<Faults>()
        .AddSingleton<SignedEvents>()
        .AddSingleton<MailSend>()
        .AddSingleton<SendGridAccount>();

    public static void MapSendGridStandIn(this IEndpointRouteBuilder routes)
    {
        var sendGrid = routes.MapGroup("/_local/sendgrid");
        var send = routes.ServiceProvider.GetRequiredService<MailSend>();
        var faults = routes.ServiceProvider.GetRequiredService<Faults>();
        sendGrid.MapPost("/v3/mail/send", (Delegate)send.HandleAsync);
        routes.ServiceProvider.GetRequiredService<SendGridAccount>().Map(sendGrid);
        sendGrid.MapPost("/faults", (HttpRequest request) => AddAsync(faults, request));
        sendGrid.MapDelete("/faults", () =>
        {
            faults.Clear();
            return Results.NoContent();
        });
    }

    private static async Task<IResult> AddAsync(Faults faults, HttpRequest request)
    {
        if (request.ContentLength > MaxFaultsBytes)
            return Results.Text("The steps are larger than 1 MiB.", statusCode: 413);

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var (steps, refusal) = FaultStep.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        return refusal is null
            ? Results.Json(new FaultsPending(faults.Add(steps)), FaultJson.Default.FaultsPending)
            : Results.Text(refusal, statusCode: 400);
    }
}
