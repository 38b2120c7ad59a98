package io.signalbox.core;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * With -Djqwik.tries.default=N, no property is tried more than N times. By itself jqwik takes that number only for
 * properties that name none.
 */
final class FewerTries implements AroundPropertyHook
{
    private static final Integer MAX_TRIES = Integer.getInteger("jqwik.tries.default");

    @Override
    public PropagationMode propagateTo()
    {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(
        final PropertyLifecycleContext context, final PropertyExecutor property)
    {
        if (MAX_TRIES != null)
        {
            context.attributes().tries()
                .ifPresent(tries -> context.attributes().setTries(Math.min(tries, MAX_TRIES)));
        }
        return property.execute();
    }
}
