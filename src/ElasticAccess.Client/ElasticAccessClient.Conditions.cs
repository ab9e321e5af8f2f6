using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Conditions of the rules of access, contract section 7.2. Administration or client credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>The conditions of an instance, oldest first (getconditionsofaccess, contract section 7).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<IReadOnlyList<Condition>> ListConditionsAsync(string instanceId, CancellationToken ct = default) =>
        SendAsync(Get(_paths.Conditions(instanceId)), ClientJson.Default.IReadOnlyListCondition, ct);

    /// <summary>Makes conditions (postconditionsofaccess, contract section 7).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="conditions">New conditions, without ids.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The conditions made, each with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<IReadOnlyList<Condition>> AddConditionsAsync(
        string instanceId,
        IReadOnlyList<Condition> conditions,
        RequestOptions? options = null,
        CancellationToken ct = default) =>
        SendConditionsAsync(HttpMethod.Post, instanceId, conditions, options, ct);

    /// <summary>
    /// Changes the conditions with an id, makes those without (patchconditions, contract section 7.2).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="conditions">The conditions to change or make.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The conditions touched.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404 an unknown id: nothing is changed.</exception>
    public Task<IReadOnlyList<Condition>> PatchConditionsAsync(
        string instanceId,
        IReadOnlyList<Condition> conditions,
        RequestOptions? options = null,
        CancellationToken ct = default) =>
        SendConditionsAsync(HttpMethod.Patch, instanceId, conditions, options, ct);

    /// <summary>Deletes all conditions of an instance (contract section 7).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when they are deleted.</returns>
    /// <exception cref="ElasticAccessException">
    /// 401, 403, 404, 409 an action refers to one: none is deleted.
    /// </exception>
    public Task DeleteConditionsAsync(
        string instanceId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, _paths.Conditions(instanceId), options), ct);

    /// <summary>Deletes one condition (contract section 7).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="conditionId">The condition.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 an action refers to it.</exception>
    public Task DeleteConditionAsync(
        string instanceId, string conditionId, RequestOptions? options = null, CancellationToken ct = default)
    {
        var path = $"{_paths.Conditions(instanceId)}/{Paths.Segment(conditionId)}";
        return SendAsync(Write(HttpMethod.Delete, path, options), ct);
    }

    private Task<IReadOnlyList<Condition>> SendConditionsAsync(
        HttpMethod method,
        string instanceId,
        IReadOnlyList<Condition> conditions,
        RequestOptions? options,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        var body = new ConditionList(conditions);
        var call = Write(method, _paths.Conditions(instanceId), body, ClientJson.Default.ConditionList, options);
        return SendAsync(call, ClientJson.Default.IReadOnlyListCondition, ct);
    }
}
