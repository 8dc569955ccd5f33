/** Half of a planted cycle of packages. */
@NullMarked
package io.cairn.architecture.planted.upper;

import org.jspecify.annotations.NullMarked;
