package org.diaflow.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a user changed or was refused.
 *
 * @param at when
 * @param userId subject of the token, {@code local} without accounts
 * @param userName the name of the user then
 * @param action {@code submit}, {@code pause}, {@code resume}, {@code cancel}, {@code delete},
 *     {@code share}, {@code unshare} or {@code upload}, and {@code read} if reading was refused
 * @param subject id of the experiment or problem, or the path of a refused request
 * @param status HTTP status of the answer: 2xx done, 403 and 404 refused
 */
public record AuditEntry(
    Instant at,
    String userId,
    String userName,
    String action,
    @Nullable String subject,
    int status) {}
