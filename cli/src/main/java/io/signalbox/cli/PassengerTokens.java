package io.signalbox.cli;

import io.signalbox.client.PassengerToken;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Passengers as the command line names them. A front end that sells to people makes tokens with a keyed hash of its
 * own; this plain one is for operators who try things out.
 */
final class PassengerTokens
{
    private static final Pattern TOKEN = Pattern.compile("[0-9a-fA-F]{32}");

    private PassengerTokens()
    {
    }

    static PassengerToken of(final String passenger)
    {
        if (passenger.isBlank())
        {
            throw new IllegalArgumentException("--passenger '" + passenger + "' is blank");
        }
        if (TOKEN.matcher(passenger).matches())
        {
            return PassengerToken.of(HexFormat.of().parseHex(passenger));
        }
        try
        {
            final byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(passenger.getBytes(StandardCharsets.UTF_8));
            return PassengerToken.of(Arrays.copyOf(hash, PassengerToken.LENGTH));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }
}
