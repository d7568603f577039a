package dev.pedigree.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.QueryRunner;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts, at the driver, the queries that the catalog sends to the store. */
public final class CountedQueries implements BeanPostProcessor {

	private static final Queue<String> sent = new ConcurrentLinkedQueue<>();

	/** The queries that were sent while an action ran. */
	public static List<String> during(Runnable action) {
		sent.clear();
		action.run();
		return List.copyOf(sent);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof Driver driver) ? counted(Driver.class, driver) : bean;
	}

	private static <T> T counted(Class<T> type, T target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
				if (target instanceof QueryRunner && method.getName().equals("run")) {
					sent.add(String.valueOf(args[0]));
				}
				try {
					return result(method.invoke(target, args));
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	private static @Nullable Object result(@Nullable Object result) {
		return switch (result) {
			case Session session -> counted(Session.class, session);
			case Transaction transaction -> counted(Transaction.class, transaction);
			case null, default -> result;
		};
	}

}
